import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../../core/activations';
import type { TextEdit } from '../../core/edits/textEdit';
import { swapAll, type SwapResult } from '../../core/swaps/swap';
import type { DocumentAnalysis } from '../../core/uses/analysis';
import type { Use } from '../../core/uses/use';
import { UserError } from '../output';
import type { SourceFile } from '../scan/findFiles';
import { analyzeSource, readBytes, readSourceBytes, type LoadAnalyzer, type ReadableSource } from '../scan/readSource';
import { editBytes } from './editBytes';
import { editNotebook } from './editNotebook';
import type { Place } from './place';

/** Which uses become what. */
export interface SwapRequest {
  readonly to: ActivationId;
  /** Every use of this activation, or the use at this place. */
  readonly what: { readonly from: ActivationId } | { readonly at: Place };
  /** Include what is withheld, where its edit is mechanically right. */
  readonly force: boolean;
}

/** What a file is to become. */
export interface FileSwap extends Omit<SwapResult, 'edits'> {
  readonly before: Uint8Array;
  /** The same as before where nothing is to be edited. */
  readonly after: Uint8Array;
}

/**
 * Reads a file and swaps the uses in it, in memory.
 *
 * @throws UserError when the file cannot be read or edited, or has no activation at the place that is asked for.
 */
export async function swapFile(file: SourceFile, request: SwapRequest, loadAnalyzer: LoadAnalyzer): Promise<FileSwap> {
  const { bytes, source } = readFile(file);
  const read = await analyzeSource(source, loadAnalyzer);
  if (read.kind === 'unreadable') {
    throw new UserError(read.reason);
  }
  if (read.kind === 'plain') {
    if ('at' in request.what) {
      throw nothingThere();
    }
    return { before: bytes, after: bytes, swapped: 0, withheld: [], notes: [] };
  }
  try {
    const { edits, ...rest } = swapIn(read.analysis, request);
    return { before: bytes, after: edits.length === 0 ? bytes : edit(bytes, source, edits), ...rest };
  } finally {
    read.analysis.dispose();
  }
}

function readFile(file: SourceFile): { readonly bytes: Uint8Array; readonly source: ReadableSource } {
  const bytes = readBytes(file);
  if (!(bytes instanceof Uint8Array)) {
    throw new UserError(bytes.reason);
  }
  const source = readSourceBytes(file.path, bytes);
  if (source.kind === 'unreadable') {
    throw new UserError(source.reason);
  }
  return { bytes, source };
}

function swapIn(analysis: DocumentAnalysis, { to, what, force }: SwapRequest): SwapResult {
  if ('from' in what) {
    return swapAll(analysis, { from: what.from }, to, { force });
  }
  const { activation, range, cell } = useAt(analysis, what.at);
  return swapAll(analysis, { from: activation, range, ...(cell === undefined ? {} : { cell }) }, to, { force });
}

function useAt(analysis: DocumentAnalysis, { position, cell }: Place): Use {
  const use = analysis.useAt(position, cell);
  if (use === undefined) {
    throw nothingThere();
  }
  return use;
}

function nothingThere(): UserError {
  return new UserError(l10n.t('there is no activation at this place'));
}

function edit(bytes: Uint8Array, source: ReadableSource, edits: readonly TextEdit[]): Uint8Array {
  const edited = source.kind === 'python' ? editBytes(bytes, source, edits) : editNotebookBytes(bytes, source, edits);
  if (edited === undefined) {
    throw new UserError(l10n.t('cannot be edited without changing anything else in the file'));
  }
  return edited;
}

function editNotebookBytes(
  bytes: Uint8Array,
  { json }: { readonly json: string },
  edits: readonly TextEdit[],
): Uint8Array | undefined {
  const edited = editNotebook(json, edits);
  // What decoding leaves out is a byte order mark.
  const mark = bytes.subarray(0, bytes.length - Buffer.byteLength(json));
  return edited === undefined ? undefined : Buffer.concat([mark, Buffer.from(edited)]);
}
