import { lstatSync, readdirSync, statSync, type Dirent } from 'node:fs';
import { join, resolve } from 'node:path';
import { otherFolders, sourceExtensions } from '../../core/python/sourceFiles';
import type { RuleSettings } from '../../core/rules/control/ruleSetting';
import { fileErrorText } from '../output';
import type { SkippedFile } from './report';

/** A file to look at, by the path it is printed under. */
export interface SourceFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** What is wanted of the rules, where its project says so. */
  readonly settings?: RuleSettings;
}

export interface FoundFiles {
  /** In the order of the given paths, alphabetical within folders; each file once. */
  readonly files: readonly SourceFile[];
  readonly skipped: readonly SkippedFile[];
}

const sourceName = new RegExp(`\\.(?:${sourceExtensions.join('|')})$`, 'i');

/**
 * Lists the Python files and notebooks below the given paths. A file that is named itself counts whatever its name is.
 * Links to folders are followed only when named, so that no walk runs in circles.
 */
export function findFiles(paths: readonly string[]): FoundFiles {
  const search = new Search();
  for (const path of paths) {
    search.addNamed(path);
  }
  return search;
}

class Search implements FoundFiles {
  readonly files: SourceFile[] = [];
  readonly skipped: SkippedFile[] = [];
  private readonly seen = new Set<string>();

  addNamed(path: string): void {
    try {
      const status = statSync(path);
      if (status.isDirectory()) {
        this.addFolder(path);
      } else {
        this.addFile(path, status.size);
      }
    } catch (error) {
      this.skip(path, error);
    }
  }

  private addFolder(folder: string): void {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      this.skip(folder, error);
      return;
    }
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!otherFolders.has(entry.name)) {
          this.addFolder(path);
        }
      } else if (sourceName.test(entry.name)) {
        this.addFound(path, entry);
      }
    }
  }

  private addFound(path: string, entry: Dirent): void {
    try {
      const status = entry.isSymbolicLink() ? statSync(path) : lstatSync(path);
      if (status.isFile()) {
        this.addFile(path, status.size);
      }
    } catch (error) {
      this.skip(path, error);
    }
  }

  private addFile(path: string, size: number): void {
    const whole = resolve(path);
    if (!this.seen.has(whole)) {
      this.seen.add(whole);
      this.files.push({ path, size });
    }
  }

  private skip(path: string, error: unknown): void {
    this.skipped.push({ path, reason: fileErrorText(error) });
  }
}
