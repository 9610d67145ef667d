import { LineIndex } from '../../core/python/lineIndex';
import type { SyntaxNode } from '../../core/python/syntax';
import type { AnalyzedPart, DocumentAnalysis } from '../../core/uses/analysis';
import { callOf } from '../../core/uses/place';
import type { Use } from '../../core/uses/use';
import type { FileMessage, PanelUse } from '../../panel.protocol';
import { findNetwork } from './network';
import { placeOf, subjectOf } from './panelSubject';

/** What the panel shows of a document; `key` is its URI. */
export type PanelFile = Pick<FileMessage, 'uses' | 'network'>;

/** A list longer than this is no help, and a generated file may hold a hundred thousand. */
const mostUses = 500;
const longestCode = 80;

export function describeFile(analysis: DocumentAnalysis, key: string): PanelFile {
  const parts = analysis.parts.map((part) => ({ part, lines: new LineIndex(part.text) }));
  const uses = analysis.uses.slice(0, mostUses).map((use): PanelUse => {
    const found = parts.find(({ part }) => part.cell === use.cell);
    return {
      subject: subjectOf(use, key),
      place: placeOf(use, key),
      code: found === undefined ? use.path : codeOf(use, found.part, found.lines),
    };
  });
  const network = findNetwork(analysis, key);
  return { uses, ...(network === undefined ? {} : { network }) };
}

/** The call, or what is named without being called, on one line. */
function codeOf({ range, called }: Use, part: AnalyzedPart, lines: LineIndex): string {
  const [start, end] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  const node = called ? nodeSpanning(part.root, start, end) : undefined;
  const whole = node === undefined ? undefined : callOf(node);
  const text = part.text.slice(whole?.startIndex ?? start, whole?.endIndex ?? end).replace(/\s+/g, ' ');
  return text.length > longestCode ? `${text.slice(0, longestCode - 1)}…` : text;
}

/** The outermost node that spans exactly the offsets. */
function nodeSpanning(root: SyntaxNode, start: number, end: number): SyntaxNode | undefined {
  let node: SyntaxNode | undefined = root;
  while (node !== undefined && (node.startIndex !== start || node.endIndex !== end)) {
    node =
      node.namedChildren.find((child) => child !== null && child.startIndex <= start && child.endIndex >= end) ??
      undefined;
  }
  return node;
}
