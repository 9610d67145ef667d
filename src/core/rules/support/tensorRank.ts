import type { SyntaxNode } from '../../python/syntax';
import type { ModuleCode } from '../../uses/moduleCode';
import { argumentPlace, ancestor, calleeName, lastName } from '../../uses/place';
import { attributeValue } from '../../model/forward/moduleClass';
import { readArguments } from '../../uses/callArguments';
import { valueOf } from './statements';

/** Chains of assignments and calls longer than this are given up on. */
const maximumSteps = 40;

/** Layers of PyTorch whose output has as many dimensions as their input. */
const keepsRank =
  /^torch\.nn\.(?:Linear|LazyLinear|Bilinear|BatchNorm1d|LayerNorm|(?:Alpha)?Dropout|Identity|ReLU6?|LeakyReLU|ELU|SELU|CELU|GELU|SiLU|Mish|PReLU|RReLU|Hardswish|Sigmoid|Tanh|Softplus|Softsign)$/;

/** Functions and methods that keep the number of dimensions of what they are applied to. */
const keepsRankByName =
  /^(?:relu_?|leaky_relu_?|elu_?|selu_?|celu_?|gelu|silu|mish|prelu|rrelu|hardswish|sigmoid_?|tanh_?|softplus|softsign|\w*dropout|linear|float|double|half|to|cuda|cpu|contiguous|clone|detach|clamp_?|exp|log|div_?|mul_?|add_?|sub_?)$/;

/** Constructors that take their shape as numbers. */
const shaped = /^torch\.(?:randn|rand|zeros|ones|empty)$/;

/** How many dimensions a tensor of PyTorch has, where the source proves it. */
export function tensorRank(node: SyntaxNode, code: ModuleCode, steps = maximumSteps): number | undefined {
  if (steps === 0) {
    return undefined;
  }
  switch (node.type) {
    case 'identifier': {
      const value = valueOf(node, code);
      return value && tensorRank(value, code, steps - 1);
    }
    case 'parenthesized_expression': {
      const [inner] = node.namedChildren;
      return inner ? tensorRank(inner, code, steps - 1) : undefined;
    }
    case 'call':
      return rankOfCall(node, code, steps - 1);
    default:
      return undefined;
  }
}

function rankOfCall(call: SyntaxNode, code: ModuleCode, steps: number): number | undefined {
  const callee = call.childForFieldName('function');
  const path = callee === null ? undefined : code.resolve(callee)?.path;
  const { positional, hasStar } = readArguments(call);
  if (callee === null || hasStar) {
    return undefined;
  }
  if (path !== undefined) {
    return rankOfFunction(path, positional, code, steps);
  }
  if (callee.type !== 'attribute') {
    return undefined;
  }
  const object = callee.childForFieldName('object');
  const layer = object?.text === 'self' ? layerOf(callee, code) : undefined;
  const [input] = positional;
  if (layer !== undefined) {
    return keepsRank.test(layer) && input !== undefined ? tensorRank(input, code, steps) : undefined;
  }
  return object === null || object.text === 'self'
    ? undefined
    : rankOfMethod(lastName(callee), object, positional, code, steps);
}

function rankOfFunction(
  path: string,
  positional: readonly SyntaxNode[],
  code: ModuleCode,
  steps: number,
): number | undefined {
  const [input, start] = positional;
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (path === 'torch.mm' || path === 'torch.addmm') {
    return 2;
  }
  if (shaped.test(path)) {
    return positional.every(({ type }) => type !== 'tuple' && type !== 'list') ? positional.length : undefined;
  }
  if (path === 'torch.flatten') {
    return start === undefined ? 1 : start.text === '1' ? 2 : undefined;
  }
  return input !== undefined && path.startsWith('torch.') && keepsRankByName.test(name)
    ? tensorRank(input, code, steps)
    : undefined;
}

function rankOfMethod(
  name: string,
  object: SyntaxNode,
  positional: readonly SyntaxNode[],
  code: ModuleCode,
  steps: number,
): number | undefined {
  const [first] = positional;
  switch (name) {
    case 'view':
    case 'reshape':
      // One argument may be a tuple, a size or a type.
      return positional.length > 1
        ? positional.length
        : first?.type === 'tuple'
          ? first.namedChildren.length
          : first?.text === '-1'
            ? 1
            : undefined;
    case 'flatten':
      return first === undefined ? 1 : first.text === '1' ? 2 : undefined;
    case 'mm':
      return 2;
    default:
      return keepsRankByName.test(name) ? tensorRank(object, code, steps) : undefined;
  }
}

/** The documented path of the layer that `self.name` is. */
function layerOf(attribute: SyntaxNode, code: ModuleCode): string | undefined {
  const owner = ancestor(attribute, 'class_definition');
  const value = owner && attributeValue(owner, lastName(attribute), code);
  const callee = value?.type === 'call' ? value.childForFieldName('function') : null;
  return callee === null ? undefined : code.resolve(callee)?.path;
}

/** How many dimensions reach a layer in `nn.Sequential(nn.Flatten(), nn.Linear(784, 10), nn.Softmax())`. */
export function rankInSequential(layer: SyntaxNode, code: ModuleCode): number | undefined {
  const owner = argumentPlace(layer)?.call;
  if (owner === undefined || calleeName(owner) !== 'Sequential') {
    return undefined;
  }
  const { positional } = readArguments(owner);
  const own = positional.findIndex(({ id }) => id === layer.id);
  for (const before of positional.slice(0, Math.max(0, own)).reverse()) {
    const callee = before.type === 'call' ? before.childForFieldName('function') : null;
    const path = callee === null ? undefined : code.resolve(callee)?.path;
    if (path === 'torch.nn.Flatten') {
      return readArguments(before).positional.length === 0 && readArguments(before).keywords.size === 0 ? 2 : undefined;
    }
    if (path === undefined || !keepsRank.test(path)) {
      return undefined;
    }
  }
  return undefined;
}
