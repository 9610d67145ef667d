import type { ProjectConfiguration } from './projectConfiguration';

/** A folder whose `pyproject.toml` configures the rules. */
export interface Project {
  readonly folder: string;
  readonly configuration: ProjectConfiguration;
}

/** What the search asks of its host. Paths are absolute, with slashes; the root is the empty path. */
export interface ProjectHost {
  /** What the `pyproject.toml` in a folder says of the rules; nothing where it says nothing, or is not there. */
  read(folder: string): Promise<ProjectConfiguration | undefined>;
  /** @param path from the folder that the globs are configured for */
  isExcluded(path: string, globs: readonly string[]): boolean | Promise<boolean>;
}

/** Finds the projects that files belong to, and looks at each folder once. */
export class ProjectSearch {
  private readonly byFolder = new Map<string, Promise<Project | undefined>>();

  constructor(private readonly host: ProjectHost) {}

  /** The project with the nearest configuration in the folder of a file or above it; those farther up say nothing. */
  of(file: string): Promise<Project | undefined> {
    return this.ofFolder(parentOf(file) ?? '');
  }

  private ofFolder(folder: string): Promise<Project | undefined> {
    let project = this.byFolder.get(folder);
    if (project === undefined) {
      project = this.find(folder);
      this.byFolder.set(folder, project);
      // What went wrong once may go well when somebody asks again.
      project.catch(() => this.byFolder.delete(folder));
    }
    return project;
  }

  private async find(folder: string): Promise<Project | undefined> {
    const parent = parentOf(folder);
    const above = parent === undefined ? undefined : await this.ofFolder(parent);
    // What stands in a folder that is excluded is of no interest, its configuration included.
    if (
      above !== undefined &&
      (await this.host.isExcluded(pathFrom(above.folder, folder), above.configuration.exclude))
    ) {
      return above;
    }
    const configuration = await this.host.read(folder);
    return configuration === undefined ? above : { folder, configuration };
  }
}

function parentOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? undefined : path.slice(0, slash);
}

/** From a folder to what lies in it, as globs have it. */
export function pathFrom(folder: string, path: string): string {
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path;
}
