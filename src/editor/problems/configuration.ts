import * as vscode from 'vscode';
import { otherFolders } from '../../core/python/sourceFiles';
import { pathFrom } from '../../core/rules/control/projectSearch';
import type { RuleSettings } from '../../core/rules/control/ruleSetting';
import type { ServiceClient } from '../serviceClient';
import { readHiddenFiles, readProblemSettings } from '../settings';
import { isExcluded, type Projects } from './projects';

/** What is wanted of the rules: by the project that a file belongs to, and by the user, who has the last word. */
export class Configuration {
  constructor(
    private readonly projects: Projects,
    private readonly service: ServiceClient,
  ) {}

  /** What is wanted in a file or notebook; nothing where nobody wants it checked. */
  async of(uri: vscode.Uri): Promise<RuleSettings | undefined> {
    const { enabled, settings, exclude } = readProblemSettings(uri);
    if (!enabled) {
      return undefined;
    }
    const project = await this.projects.of(uri);
    const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.path ?? '';
    const paths = [
      { path: pathFrom(folder, uri.path), globs: exclude },
      { path: pathFrom(project?.folder ?? '', uri.path), globs: project?.configuration.exclude ?? [] },
    ];
    return (await isExcluded(paths, this.service)) ? undefined : { ...project?.configuration.severity, ...settings };
  }

  /** As `of`, for a file that nobody has opened: those that are hidden from the user are of no interest. */
  async ofStored(uri: vscode.Uri): Promise<RuleSettings | undefined> {
    const path = vscode.workspace.asRelativePath(uri, false);
    const isForeign = path.split('/').some((part) => otherFolders.has(part));
    const isHidden = isForeign || (await isExcluded([{ path, globs: readHiddenFiles(uri) }], this.service));
    return isHidden ? undefined : this.of(uri);
  }
}
