import { isExcluded } from '../../core/rules/control/exclusions';
import { pathFrom } from '../../core/rules/control/projectSearch';
import type { FoundFiles, SourceFile } from '../scan/findFiles';
import { absolutePath, Projects } from './projects';

/** Which files are checked, and what is wanted of the rules in each. */
export class FileChoice {
  readonly projects = new Projects();
  /** How many files were left out. */
  excluded = 0;
  private readonly named: ReadonlySet<string>;
  private readonly workingFolder = absolutePath('');

  /**
   * @param named the paths that the user names
   * @param exclude globs from the working directory on
   */
  constructor(
    named: readonly string[],
    private readonly exclude: readonly string[],
  ) {
    this.named = new Set(named.map(absolutePath));
  }

  /** @throws UserError where the configuration of a project cannot be read */
  async choose({ files, skipped }: FoundFiles): Promise<FoundFiles> {
    const chosen: SourceFile[] = [];
    for (const file of files) {
      const project = await this.projects.of(file.path);
      if (await this.isChosen(file.path)) {
        chosen.push(project === undefined ? file : { ...file, settings: project.configuration.severity });
      }
    }
    this.excluded += files.length - chosen.length;
    const areChosen = await Promise.all(skipped.map(({ path }) => this.isChosen(path)));
    return { files: chosen, skipped: skipped.filter((_, index) => areChosen[index]) };
  }

  /** A file that is named itself is checked in any case, as by other tools: whoever names it wants it. */
  private async isChosen(file: string): Promise<boolean> {
    const path = absolutePath(file);
    if (this.named.has(path)) {
      return true;
    }
    const project = await this.projects.of(file);
    return (
      !isExcluded(pathFrom(this.workingFolder, path), this.exclude) &&
      !(project !== undefined && isExcluded(pathFrom(project.folder, path), project.configuration.exclude))
    );
  }
}
