import * as vscode from 'vscode';
import { pathFrom } from '../../core/rules/control/projectSearch';
import type { RuleSettings } from '../../core/rules/control/ruleSetting';
import type { ServiceClient } from '../serviceClient';
import { readProblemSettings } from '../settings';
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
}
