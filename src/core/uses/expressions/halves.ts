import type { ActivationId } from '../../activations';
import type { SyntaxNode } from '../../python/syntax';
import { ancestor, mentionPattern } from '../place';
import { sourceOf } from './evidence';
import type { Term } from './term';

const splitting = /(?:chunk|split|tensor_split|unbind|array_split)\s*\(/;

/** Names of what a gated unit multiplies. */
const gateNames = /(?:^|_)(?:gate\w*|g|x_?gate|gated?|w1|fc1\w*|gate_proj|wi_0)$/i;
const valueNames = /(?:^|_)(?:up\w*|value\w*|v|x_?up|w3|fc2\w*|up_proj|linear\w*|wi_1)$/i;

/**
 * Whether the product of an activated and a plain factor is a gated unit: the two come from one tensor that is split,
 * from two layers with the same input, or are called so. `relu(x) * mask` is none.
 */
export function isGated(activation: ActivationId, gate: Term, value: Term, expression: SyntaxNode): boolean {
  const [left, right] = [sourceOf(gate), sourceOf(value)];
  if (activation === 'bilinear_glu' && (gate.kind !== 'leaf' || value.kind !== 'leaf')) {
    return false;
  }
  if (left === right || left === '' || right === '') {
    return false;
  }
  if (areHalves(left, right, expression) || areBranches(left, right, activation)) {
    return true;
  }
  const isNamed = gateNames.test(left) && valueNames.test(right);
  return isNamed && activation !== 'bilinear_glu' && activation !== 'glu';
}

/** `a, b = x.chunk(2, dim=-1)` in the same function. */
function areHalves(left: string, right: string, expression: SyntaxNode): boolean {
  if (!/^\w+$/.test(left) || !/^\w+$/.test(right)) {
    return false;
  }
  const around = ancestor(expression, 'function_definition', 'lambda', 'module');
  const text = around?.text.slice(0, Math.max(0, expression.startIndex - around.startIndex)) ?? '';
  const [first, second] = [mentionPattern(left).source, mentionPattern(right).source];
  const pair = new RegExp(
    `^[ \\t]*\\(?(?:${first}\\s*,\\s*${second}|${second}\\s*,\\s*${first})\\)?\\s*=(?!=)([^\\n]*)`,
    'gm',
  );
  const last = [...text.matchAll(pair)].at(-1);
  return last !== undefined && splitting.test(last[1] ?? '');
}

/** Names of linear and convolutional layers. */
const layerName =
  /^self\.(?:w|v|u|fc|lin|linear|proj|dense|conv|gate|up|value|branch|layer|wi|c_fc|in_proj)\w*$|_proj$/i;

/** `self.w1(x)` and `self.w3(x)`: two layers, one input. */
function areBranches(left: string, right: string, activation: ActivationId): boolean {
  const call = /^([\w.]+(?:\[\w+\])?)\(([\w., ]+)\)$/;
  const [first, second] = [call.exec(left), call.exec(right)];
  const areLayers = [first, second].every((match) => {
    const name = match?.[1] ?? '';
    return activation === 'bilinear_glu' ? layerName.test(name) : name.startsWith('self.');
  });
  return areLayers && first?.[1] !== second?.[1] && first?.[2] === second?.[2] && !/dropout|norm/i.test(left + right);
}
