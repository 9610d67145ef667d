import { resolve } from 'node:path';
import { Exclusions } from '../../core/rules/control/exclusions';
import type { FoundFiles, SourceFile } from '../scan/findFiles';
import { pathFrom, Projects } from './projects';

/** Which files are checked, and what is wanted of the rules in each. */
export class FileChoice {
  readonly projects = new Projects();
  /** How many files were left out. */
  excluded = 0;
  private readonly named: ReadonlySet<string>;
  private readonly exclusions: Exclusions;

  /**
   * @param named the paths that the user names
   * @param exclude globs from the working directory on
   */
  constructor(named: readonly string[], exclude: readonly string[]) {
    this.named = new Set(named.map((path) => resolve(path)));
    this.exclusions = new Exclusions(exclude);
  }

  /** @throws UserError where the configuration of a project cannot be read */
  choose({ files, skipped }: FoundFiles): FoundFiles {
    const chosen = files.filter(({ path }) => this.isChosen(path));
    this.excluded += files.length - chosen.length;
    return {
      files: chosen.map((file) => this.configure(file)),
      skipped: skipped.filter(({ path }) => this.isChosen(path)),
    };
  }

  /** A file that is named itself is checked in any case, as by other tools: whoever names it wants it. */
  private isChosen(path: string): boolean {
    return this.named.has(resolve(path)) || !this.isExcluded(path);
  }

  private isExcluded(path: string): boolean {
    const project = this.projects.of(path);
    return (
      this.exclusions.excludes(pathFrom('', path)) ||
      project?.exclusions.excludes(pathFrom(project.folder, path)) === true
    );
  }

  private configure(file: SourceFile): SourceFile {
    const project = this.projects.of(file.path);
    return project === undefined ? file : { ...file, settings: project.severity };
  }
}
