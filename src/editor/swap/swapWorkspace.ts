import * as vscode from 'vscode';
import type { SwapSource, SwapTargets } from '../../service/swapMessages';
import { mergeTargets } from '../../service/swapTargets';
import { pickSource, pickTarget } from './pickSwap';
import { previewSwaps, type DocumentSwaps } from './swapPreview';
import type { SwapTools } from './swapTools';
import { findSources, openDocument } from '../workspaceFiles';
import { openSource, readSource } from './readSource';

/** Lets the user pick one activation of the workspace, and what all its uses become. */
export async function swapAllInWorkspace(tools: SwapTools): Promise<void> {
  const workspace = new Workspace(tools);
  const sources = await workspace.findUses();
  if (sources === undefined) {
    return;
  }
  if (sources.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This workspace holds no activation that another could take the place of.'),
    );
    return;
  }
  const source = await pickSource(sources);
  const targets = source && (await workspace.targetsOf(source));
  const target = source && targets && (await pickTarget(source, targets));
  if (source === undefined || target === undefined) {
    return;
  }
  const swaps = await workspace.swap(source, target.target);
  if (swaps !== undefined) {
    await previewSwaps(tools, swaps, { from: source.name, to: target.name });
  }
}

interface FileUses {
  readonly uri: vscode.Uri;
  readonly sources: readonly SwapSource[];
}

/** The Python files and notebooks of the workspace, and which activations each of them has. */
class Workspace {
  private files: readonly FileUses[] = [];

  constructor(private readonly tools: SwapTools) {}

  /** Nothing where the user cancels. */
  async findUses(): Promise<readonly SwapSource[] | undefined> {
    const files: FileUses[] = [];
    const isDone = await forEachFile(vscode.l10n.t('Looking for activations'), findSources, async (uri) => {
      const sources = await this.sourcesOf(uri);
      if (sources.length > 0) {
        files.push({ uri, sources });
      }
    });
    this.files = files;
    return isDone ? sumOf(files) : undefined;
  }

  async targetsOf({ activation }: SwapSource): Promise<SwapTargets | undefined> {
    const all: SwapTargets[] = [];
    const isDone = await this.forEachFileWith(activation, vscode.l10n.t('Looking for swaps'), async (uri) => {
      const document = await this.read(uri);
      const targets = document && (await this.tools.service.request('swapTargets', { document, from: activation }));
      all.push(...(targets === undefined ? [] : [targets]));
      this.forget(uri);
    });
    const [first] = all;
    return isDone && first !== undefined
      ? { subject: first.subject, targets: mergeTargets(all.map(({ targets }) => targets)) }
      : undefined;
  }

  async swap(
    { activation }: SwapSource,
    target: SwapSource['activation'],
  ): Promise<readonly DocumentSwaps[] | undefined> {
    const all: DocumentSwaps[] = [];
    const isDone = await this.forEachFileWith(activation, vscode.l10n.t('Preparing the swaps'), async (uri) => {
      const document = await openSource(uri);
      const snapshot = document.snapshot();
      const swaps = await this.tools.service.request('swapAll', { document: snapshot, from: activation, target });
      all.push(...(swaps === undefined ? [] : [{ document, snapshot, swaps }]));
    });
    return isDone ? all : undefined;
  }

  private forEachFileWith(
    activation: SwapSource['activation'],
    title: string,
    work: (uri: vscode.Uri) => Promise<void>,
  ): Promise<boolean> {
    const files = this.files.filter(({ sources }) => sources.some((source) => source.activation === activation));
    return forEachFile(title, () => Promise.resolve(files.map(({ uri }) => uri)), work);
  }

  private async sourcesOf(uri: vscode.Uri): Promise<readonly SwapSource[]> {
    const document = await this.read(uri);
    const sources = document && (await this.tools.service.request('swapSources', { document }));
    this.forget(uri);
    return sources ?? [];
  }

  /** A file that cannot be read must not keep the others from being swapped. */
  private async read(uri: vscode.Uri): ReturnType<typeof readSource> {
    try {
      return await readSource(uri);
    } catch (error) {
      this.tools.log.warn(`${uri.toString()} could not be read.`, error);
      return undefined;
    }
  }

  /** The worker keeps what it knows of documents until they are closed. */
  private forget(uri: vscode.Uri): void {
    if (openDocument(uri) === undefined) {
      this.tools.service.notify('close', { key: uri.toString() }).catch((error: unknown) => {
        this.tools.log.error('A file could not be forgotten.', error);
      });
    }
  }
}

/** Shows progress from the second on which it takes; resolves with whether it was not cancelled. */
async function forEachFile(
  title: string,
  find: (token: vscode.CancellationToken) => Promise<readonly vscode.Uri[]>,
  work: (uri: vscode.Uri) => Promise<void>,
): Promise<boolean> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const files = await find(token);
    for (const [index, uri] of files.entries()) {
      if (token.isCancellationRequested) {
        return false;
      }
      progress.report({ message: `${index + 1} / ${files.length}`, increment: 100 / files.length });
      await work(uri);
    }
    return !token.isCancellationRequested;
  });
}

/** The uses of all files together, the most frequent first. */
function sumOf(files: readonly FileUses[]): readonly SwapSource[] {
  const sums = new Map<string, SwapSource>();
  for (const source of files.flatMap(({ sources }) => sources)) {
    const uses = source.uses + (sums.get(source.activation)?.uses ?? 0);
    sums.set(source.activation, { ...source, uses });
  }
  return [...sums.values()].sort((one, other) => other.uses - one.uses || one.name.localeCompare(other.name));
}
