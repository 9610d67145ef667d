import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../../activations';
import type { SyntaxNode } from '../../python/syntax';
import { inputOfFormula } from '../../uses/expressions/inputOfFormula';
import { readArguments } from '../../uses/callArguments';
import { calleeName } from '../../uses/place';
import type { Change } from '../change';
import { noName, notInLibrary, refused, written, type Outcome } from '../outcome';
import { pythonValue } from '../quoting';
import type { SwapSite } from '../site';
import { targetCall } from '../targetCall';

/** `1 / (1 + torch.exp(-x))`: the library's own call, of the same activation or of another. */
export function swapExpression(site: SwapSite, target: ActivationId, change: Change): Outcome {
  const { use, node, code } = site;
  const to = targetCall(use.framework, 'function', target, '');
  if (to === undefined) {
    return notInLibrary(use.framework, target);
  }
  const input =
    node.type === 'augmented_assignment'
      ? undefined
      : (inputOfFormula(node, use.activation, use.arguments, code) ?? rectifiedInput(node, site));
  if (input === undefined || code.sourceOf(node) === undefined) {
    return refused(l10n.t('It is written out in a way that does not show its input.'));
  }
  const name = change.imports.write(to.symbol.path, node);
  if (name === undefined) {
    return noName(to);
  }
  const given = [...to.given].map(([key, value]) => `${key}=${pythonValue(value, code)}`);
  change.imports.drop(node);
  change.edit({ ...code.placeOf(node), newText: `${name}(${[bare(input).text, ...given].join(', ')})` });
  return written(to.arguments);
}

/** `x` of `maximum(x, 0)`, `clamp(x, min=0)` and `x.clamp(min=0)`. */
function rectifiedInput(node: SyntaxNode, { use, code }: SwapSite): SyntaxNode | undefined {
  const callee = node.type === 'call' ? node.childForFieldName('function') : null;
  if (
    use.activation !== 'relu' ||
    callee === null ||
    !/^(?:maximum|fmax|clamp|clip|clamp_min|relu)$/.test(calleeName(node))
  ) {
    return undefined;
  }
  const isFunction = code.resolve(callee) !== undefined || callee.type === 'identifier';
  const object = isFunction ? null : callee.childForFieldName('object');
  const inputs = [object, ...readArguments(node).positional].filter(
    (argument) =>
      argument !== null && typeof code.evaluate(argument) !== 'number' && !/^\w+\.zeros/.test(argument.text),
  );
  return inputs.length === 1 ? (inputs[0] ?? undefined) : undefined;
}

/** An argument needs no parentheses of its own. */
function bare(input: SyntaxNode): SyntaxNode {
  const [inner, ...others] = input.namedChildren;
  return input.type === 'parenthesized_expression' && inner && others.length === 0 ? inner : input;
}
