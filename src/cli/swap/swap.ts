import * as l10n from '@vscode/l10n';
import { resolve } from 'node:path';
import { getActivation } from '../../core/activations';
import { Analyzer } from '../../core/uses/analysis';
import { loadParser } from '../assets';
import { findActivation } from '../explain/activationName';
import { printBytes, UserError, withoutControls } from '../output';
import { findFiles, type FoundFiles } from '../scan/findFiles';
import { placeText, skippedText } from '../scan/placeText';
import type { LoadAnalyzer } from '../scan/readSource';
import { readPlace, type Place } from './place';
import { replaceFile } from './replaceFile';
import { swapFile, type FileSwap, type SwapRequest } from './swapFile';
import { unifiedDiff } from './unifiedDiff';

export interface SwapOptions {
  readonly to: string;
  readonly from?: string;
  readonly at?: string;
  readonly write?: boolean;
  readonly force?: boolean;
}

/** The exit code where something that was asked for could not be done. */
const failure = 2;

/**
 * `activation-insight swap`: prints what becomes of the files as a unified diff, or edits them in place. What is left
 * alone is said on the standard error.
 */
export async function swap(paths: readonly string[], options: SwapOptions): Promise<void> {
  try {
    const request = readRequest(options);
    await new SwapRun(request, options.write === true).over(filesFor(request, paths));
  } catch (error) {
    fail(error, (reason) => reason);
  }
}

function readRequest({ to, from, at, force = false }: SwapOptions): SwapRequest {
  if (from !== undefined && at === undefined) {
    return { to: findActivation(to), what: { from: findActivation(from) }, force };
  }
  if (at !== undefined && from === undefined) {
    return { to: findActivation(to), what: { at: readPlace(at) }, force };
  }
  throw new UserError(l10n.t('Say what to swap: either --from ACTIVATION or --at FILE:LINE:COLUMN.'));
}

function filesFor({ what }: SwapRequest, paths: readonly string[]): FoundFiles {
  if ('at' in what) {
    return fileOf(what.at, paths);
  }
  if (paths.length === 0) {
    throw new UserError(l10n.t('Say where to swap: files and folders are missing.'));
  }
  return findFiles(paths);
}

/** The file of the place alone. Paths are not needed then; where they are given, the file must be among them. */
function fileOf({ path }: Place, paths: readonly string[]): FoundFiles {
  if (paths.length === 0) {
    return findFiles([path]);
  }
  const files = findFiles(paths).files.filter((file) => resolve(file.path) === resolve(path));
  if (files.length === 0) {
    throw new UserError(l10n.t('{0} is not below the given paths.', withoutControls(path)));
  }
  return { files, skipped: [] };
}

/** One run over files; each is read, swapped and written before the next. */
class SwapRun {
  private analyzer: Promise<Analyzer> | undefined;
  private swapped = 0;
  private withheld = 0;

  constructor(
    private readonly request: SwapRequest,
    private readonly inPlace: boolean,
  ) {}

  async over({ files, skipped }: FoundFiles): Promise<void> {
    for (const file of skipped) {
      fail(new UserError(file.reason), (reason) => skippedText({ path: file.path, reason }));
    }
    for (const file of files) {
      try {
        await this.finish(file.path, await swapFile(file, this.request, this.loadAnalyzer));
      } catch (error) {
        fail(error, (reason) => skippedText({ path: file.path, reason }));
      }
    }
    this.sum(files.length + skipped.length);
  }

  private readonly loadAnalyzer: LoadAnalyzer = () =>
    (this.analyzer ??= loadParser().then((parser) => new Analyzer(parser)));

  private async finish(path: string, { before, after, swapped, withheld, notes }: FileSwap): Promise<void> {
    if (before !== after) {
      if (this.inPlace) {
        replaceFile(path, before, after);
      } else {
        await printBytes(unifiedDiff(path, before, after));
      }
    }
    this.swapped += swapped;
    this.withheld += withheld.length;
    for (const { use, reason } of withheld) {
      say(`${placeText(path, { ...use.range, ...(use.cell === undefined ? {} : { cell: use.cell }) })}: ${reason}`);
    }
    for (const note of notes) {
      say(`${path}: ${note}`);
    }
  }

  private sum(files: number): void {
    if (files === 0) {
      say(l10n.t('There are no Python files or notebooks below these paths.'));
    } else if (this.swapped + this.withheld === 0) {
      say(l10n.t('There is nothing to swap for {0}.', getActivation(this.request.to).name()));
    } else {
      say(l10n.t('Swapped: {0}, left alone: {1}', this.swapped, this.withheld));
    }
  }
}

function say(text: string): void {
  process.stderr.write(`${withoutControls(text)}\n`);
}

function fail(error: unknown, describe: (reason: string) => string): void {
  if (!(error instanceof UserError)) {
    throw error;
  }
  say(describe(error.message));
  process.exitCode = failure;
}
