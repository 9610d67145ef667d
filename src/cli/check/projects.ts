import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Exclusions } from '../../core/rules/control/exclusions';
import {
  readProjectConfiguration,
  type ConfigurationMistake,
  type ProjectReading,
} from '../../core/rules/control/projectConfiguration';
import type { RuleSettings } from '../../core/rules/control/ruleSetting';
import { fileErrorText, UserError } from '../output';

const fileName = 'pyproject.toml';

/** A folder with a `pyproject.toml` that configures the rules. */
export interface Project {
  readonly folder: string;
  readonly exclusions: Exclusions;
  readonly severity: RuleSettings;
}

/** The projects that files belong to. */
export class Projects {
  /** What makes no sense in their configurations, with its place. */
  readonly mistakes: string[] = [];
  private readonly byFolder = new Map<string, Project | undefined>();

  /**
   * The project with the nearest configuration in the folder of a file or above it.
   *
   * @throws UserError where a configuration cannot be read
   */
  of(file: string): Project | undefined {
    return this.ofFolder(dirname(resolve(file)));
  }

  private ofFolder(folder: string): Project | undefined {
    if (!this.byFolder.has(folder)) {
      const parent = dirname(folder);
      const above = parent === folder ? undefined : this.ofFolder(parent);
      // What stands in a folder that is excluded is of no interest, its configuration included.
      const isExcluded = above?.exclusions.excludes(pathFrom(above.folder, folder)) === true;
      this.byFolder.set(folder, isExcluded ? above : (this.read(folder) ?? above));
    }
    return this.byFolder.get(folder);
  }

  private read(folder: string): Project | undefined {
    const path = join(folder, fileName);
    const reading = readConfiguration(path);
    switch (reading.kind) {
      case 'silent':
        return undefined;
      case 'unreadable':
        throw new UserError(describe(path, reading.mistake));
      case 'configured': {
        const { exclude, severity } = reading.configuration;
        this.mistakes.push(...reading.mistakes.map((mistake) => describe(path, mistake)));
        return { folder, exclusions: new Exclusions(exclude), severity };
      }
    }
  }
}

function readConfiguration(path: string): ProjectReading {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR')) {
      return { kind: 'silent' };
    }
    return { kind: 'unreadable', mistake: { message: fileErrorText(error), line: 0 } };
  }
  return readProjectConfiguration(text);
}

function describe(path: string, { message, line }: ConfigurationMistake): string {
  return `${relative('', path)}:${line + 1}: ${message}`;
}

/** From a folder to a file or folder, with slashes, as globs have them. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}
