import * as l10n from '@vscode/l10n';
import type { ModuleCode } from '../uses/moduleCode';
import { addArgument, replaceNode } from '../edits/nodeEdits';
import type { FindingFix, Rule } from './rule';
import { givenFor, hidesArguments, libraryCalls, type LibraryCall } from '../uses/libraryCalls';
import { rankInSequential, tensorRank } from './support/tensorRank';

/** Position of `dim`: the layers take it first, the functions after their input. */
const positionOfDim: ReadonlyMap<string, number> = new Map([
  ['torch.nn.Softmax', 0],
  ['torch.nn.LogSoftmax', 0],
  ['torch.nn.Softmin', 0],
  ['torch.nn.functional.softmax', 1],
  ['torch.nn.functional.log_softmax', 1],
  ['torch.nn.functional.softmin', 1],
]);

/** A softmax that leaves it to PyTorch's deprecated guess which dimension it normalizes. */
export const softmaxWithoutDim: Rule = {
  id: 'softmax-without-dim',
  severity: 'warning',
  title: () => l10n.t('A softmax without dim'),
  words: /softmax|softmin/i,
  *check({ code }) {
    for (const call of libraryCalls(code, positionOfDim.keys())) {
      const position = positionOfDim.get(call.path) ?? 0;
      const dim = givenFor(call, 'dim', position);
      const isLeftOut = dim === undefined ? !hidesArguments(call) : dim.type === 'none';
      if (isLeftOut && call.written.positional.length >= position) {
        const rank = rankReaching(call, code, position);
        yield { node: call.node, message: messageFor(call, rank), fixes: fixesFor(call, rank, position, code) };
      }
    }
  },
};

function rankReaching({ node, written }: LibraryCall, code: ModuleCode, position: number): number | undefined {
  const input = position === 1 ? written.positional[0] : undefined;
  return input === undefined ? rankInSequential(node, code) : tensorRank(input, code);
}

/** PyTorch's rule: dimension 0 of tensors with 0, 1 or 3 dimensions, 1 of all others. */
function impliedDim(rank: number): number {
  return rank === 0 || rank === 1 || rank === 3 ? 0 : 1;
}

function messageFor({ callee }: LibraryCall, rank: number | undefined): string {
  return rank === undefined
    ? l10n.t(
        'Without dim, {0} normalizes dimension 0 of tensors with 1 or 3 dimensions (with 3 usually the batch) and dimension 1 of others, and warns. Give the dimension of the classes, often dim=-1.',
        callee.text,
      )
    : l10n.t(
        'Without dim, {0} normalizes dimension {1} of this tensor with {2} dimensions by a deprecated rule, and warns. Give the dimension of the classes, often dim=-1.',
        callee.text,
        String(impliedDim(rank)),
        String(rank),
      );
}

function fixesFor(
  call: LibraryCall,
  rank: number | undefined,
  position: number,
  code: ModuleCode,
): readonly FindingFix[] {
  if (rank === 1 || rank === 2) {
    return fix(call, -1, l10n.t('Add dim=-1: the same result'), 'safe', position, code);
  }
  return [
    ...fix(call, -1, l10n.t('Normalize over the last dimension (dim=-1)'), 'choice', position, code),
    ...fix(call, 1, l10n.t('Normalize over the dimension after the batch (dim=1)'), 'choice', position, code),
  ];
}

function fix(
  call: LibraryCall,
  dim: number,
  title: string,
  kind: FindingFix['kind'],
  position: number,
  code: ModuleCode,
): readonly FindingFix[] {
  const written = givenFor(call, 'dim', position);
  const edit =
    written === undefined
      ? addArgument(code, call.node, `dim=${String(dim)}`)
      : replaceNode(code, written, String(dim));
  return edit === undefined ? [] : [{ title, kind, edits: [edit] }];
}
