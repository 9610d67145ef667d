import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { isExcluded } from '../../core/rules/control/exclusions';
import {
  readProjectConfiguration,
  type ConfigurationMistake,
  type ProjectConfiguration,
  type ProjectReading,
} from '../../core/rules/control/projectConfiguration';
import { ProjectSearch, type Project, type ProjectHost } from '../../core/rules/control/projectSearch';
import { fileErrorText, UserError } from '../output';

/** The projects that files belong to. */
export class Projects implements ProjectHost {
  /** What makes no sense in their configurations, with its place. */
  readonly mistakes: string[] = [];
  readonly isExcluded = isExcluded;
  private readonly search = new ProjectSearch(this);

  /** @throws UserError where a configuration cannot be read */
  of(file: string): Promise<Project | undefined> {
    return this.search.of(absolutePath(file));
  }

  read(folder: string): Promise<ProjectConfiguration | undefined> {
    const path = `${folder}/pyproject.toml`;
    const reading = readConfiguration(path);
    switch (reading.kind) {
      case 'silent':
        return Promise.resolve(undefined);
      case 'unreadable':
        return Promise.reject(new UserError(describe(path, reading.mistake)));
      case 'configured':
        this.mistakes.push(...reading.mistakes.map((mistake) => describe(path, mistake)));
        return Promise.resolve(reading.configuration);
    }
  }
}

/** With slashes, on every system. */
export function absolutePath(path: string): string {
  return resolve(path).split(sep).join('/');
}

function readConfiguration(path: string): ProjectReading {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const isThere = !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
    return isThere ? { kind: 'unreadable', mistake: { message: fileErrorText(error), line: 0 } } : { kind: 'silent' };
  }
  return readProjectConfiguration(text);
}

function describe(path: string, { message, line }: ConfigurationMistake): string {
  return `${relative('', path)}:${line + 1}: ${message}`;
}
