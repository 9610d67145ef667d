import * as l10n from '@vscode/l10n';
import { parseSignature } from '../frameworks/signature';
import { findSymbol } from '../frameworks/symbolIndex';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { replaceNode } from '../edits/nodeEdits';
import type { Finding, FindingFix, Rule } from './rule';
import { libraryCalls, type LibraryCall } from '../uses/libraryCalls';

/** Position of the first setting, which is a number and no switch. */
const positions: ReadonlyMap<string, number> = new Map([
  ...['LeakyReLU', 'ELU', 'CELU', 'RReLU', 'Softplus', 'Hardtanh', 'Softmax', 'LogSoftmax', 'Softmin'].map(
    (name) => [`torch.nn.${name}`, 0] as const,
  ),
  ...['leaky_relu', 'elu', 'celu', 'rrelu', 'softplus', 'hardtanh'].map(
    (name) => [`torch.nn.functional.${name}`, 1] as const,
  ),
]);

/** True or False where PyTorch expects a slope or another number. */
export const boolInSlopeSlot: Rule = {
  id: 'bool-in-slope-slot',
  severity: 'error',
  title: () => l10n.t('True or False in the place of a number'),
  words:
    /\b(?:LeakyReLU|C?ELU|RReLU|Softplus|Hardtanh|(?:Log)?Softmax|Softmin|leaky_relu|c?elu|rrelu|softplus|hardtanh)\(/,
  *check({ code }) {
    for (const call of libraryCalls(code, positions.keys())) {
      const position = positions.get(call.path) ?? 0;
      const parameter = parseSignature(findSymbol(call.path)?.symbol.signature ?? '').parameters[position];
      const written = call.written.positional[position] ?? call.written.keywords.get(parameter?.name ?? '');
      if (parameter !== undefined && (written?.type === 'true' || written?.type === 'false')) {
        yield findingFor(call, parameter.name, written, code);
      }
    }
  },
};

function findingFor(call: LibraryCall, parameter: string, written: SyntaxNode, code: ModuleCode): Finding {
  const isTrue = written.type === 'true';
  const isHarmless = isTrue && (parameter === 'alpha' || parameter === 'beta');
  return {
    node: written,
    ...(isHarmless ? { severity: 'information' as const } : {}),
    message: messageFor(call, parameter, isTrue),
    fixes: fixFor(call, parameter, written, code),
  };
}

function messageFor({ callee, path }: LibraryCall, parameter: string, isTrue: boolean): string {
  const written = isTrue ? 'True' : 'False';
  switch (parameter) {
    case 'negative_slope':
      return isTrue
        ? l10n.t(
            '{0} is the identity here: True stands in the place of the slope and counts as 1, so there is no non-linearity. Write inplace=True, or the slope.',
            callee.text,
          )
        : l10n.t(
            '{0} is a plain ReLU here: False stands in the place of the slope and counts as 0. Write inplace=False, or the slope.',
            callee.text,
          );
    case 'min_val':
    case 'lower':
      return l10n.t(
        '{0} stands in the place of {1} and counts as {2}, which leaves no valid range or another function. Write inplace={0}, or the bounds.',
        written,
        parameter,
        isTrue ? '1' : '0',
      );
    case 'alpha':
    case 'beta':
      return isTrue
        ? l10n.t(
            'True stands in the place of {0} and counts as 1, its default: the values are right, but nothing is computed in place. Leave it out, or name the argument that is meant.',
            parameter,
          )
        : l10n.t(
            'False stands in the place of {0} and counts as 0, which makes {1} another function. Leave it out, or name the argument that is meant.',
            parameter,
            path.slice(path.lastIndexOf('.') + 1),
          );
    default:
      return l10n.t(
        '{0} stands in the place of {1}, which is a dimension. Write the number, often dim=-1.',
        written,
        parameter,
      );
  }
}

/** Nothing where the activation cannot work in place, and where other settings follow by position. */
function fixFor(call: LibraryCall, parameter: string, written: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const { parameters } = parseSignature(findSymbol(call.path)?.symbol.signature ?? '');
  const isLast = call.written.positional.at(-1)?.id === written.id;
  if (!isLast || call.written.keywords.has('inplace') || !parameters.some(({ name }) => name === 'inplace')) {
    return [];
  }
  const text = `inplace=${written.text}`;
  const title =
    parameter === 'alpha'
      ? l10n.t('Write {0}', text)
      : l10n.t('Write {0}: models that were trained without it then compute something else', text);
  return [{ title, kind: 'choice', edits: [replaceNode(code, written, text)] }];
}
