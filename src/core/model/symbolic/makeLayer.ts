import { bindArguments } from '../../frameworks/callMeaning';
import type { ActivationParameter, Symbol as FrameworkSymbol } from '../../frameworks/framework';
import type { LayerKind } from '../../frameworks/layers';
import { activationParametersOf, findSymbol, registryEntry } from '../../frameworks/symbolIndex';
import type { SyntaxNode } from '../../python/syntax';
import { settleCall, settleString } from '../../uses/made';
import type { ArgumentValue } from '../../text';
import type { Layer } from '../layers/layer';
import { argumentAt, type GivenValue, type GivenValues } from './givenValues';
import { numberIn, textIn, type Value } from './value';

/** The steps that a layer takes: a layer of Keras with `activation=` takes two. */
export function makeLayer(kind: LayerKind, given: GivenValues, node: SyntaxNode): readonly Layer[] {
  const width = numberIn(argumentAt(given, kind.width)?.value);
  const inputWidth = numberIn(argumentAt(given, kind.inputWidth)?.value);
  const name = textIn(given.keywords.get('name')?.value);
  const layer: Layer = {
    role: kind.role,
    node,
    path: kind.path,
    kind,
    ...(width === undefined ? {} : { width }),
    ...(inputWidth === undefined ? {} : { inputWidth }),
    ...(name === undefined ? {} : { name }),
    ...convolution(kind, given),
  };
  if (kind.role !== 'affine' || !kind.path.startsWith('keras.')) {
    return [layer];
  }
  const slot = activationParametersOf(kind.path).find(({ parameter }) => parameter.parameter === 'activation');
  const written = slot && argumentAt(given, { name: 'activation', position: slot.parameter.position });
  const activation = written === undefined ? hiddenActivation(given, node) : kerasActivation(kind.path, written, node);
  return activation === undefined ? [layer] : [layer, activation];
}

function convolution(kind: LayerKind, given: GivenValues): Pick<Layer, 'kernel' | 'isGrouped'> {
  const size = argumentAt(given, kind.kernel)?.value;
  const sides = (size?.kind === 'sequence' ? size.items : [size]).map(numberIn);
  const [kernel] = sides;
  const groups = argumentAt(given, kind.groups)?.value;
  return {
    ...(kernel === undefined || sides.some((side) => side !== kernel) ? {} : { kernel }),
    ...(kind.isDepthwise === true || (groups !== undefined && numberIn(groups) !== 1) ? { isGrouped: true } : {}),
  };
}

/** Stars may hide an activation. */
function hiddenActivation({ isOpen }: GivenValues, node: SyntaxNode): Layer | undefined {
  return isOpen ? { role: 'unknown', node } : undefined;
}

/** What `activation=` of a layer of Keras adds; nothing where that is the identity. */
export function kerasActivation(path: string, written: GivenValue | undefined, node: SyntaxNode): Layer | undefined {
  const slot = activationParametersOf(path).find(({ parameter }) => parameter.parameter === 'activation');
  return written === undefined || slot === undefined
    ? { role: 'unknown', node }
    : activationGiven(slot.parameter, written, node);
}

/** The activation that an argument names; nothing where it is the identity. */
export function activationGiven(
  parameter: ActivationParameter,
  written: GivenValue,
  node: SyntaxNode,
): Layer | undefined {
  const { value } = written;
  if (value.kind === 'constant' && value.value === null) {
    return undefined;
  }
  const text = textIn(value);
  const entry = text === undefined ? undefined : registryEntry(parameter, text);
  const symbol = value.kind === 'path' ? findSymbol(value.path)?.symbol : undefined;
  const called = symbol?.form === 'function' ? settleCall(symbol, new Map()) : undefined;
  const settled = entry === undefined ? called : settleString(entry);
  if (settled !== undefined) {
    return settled.activation === 'identity'
      ? undefined
      : {
          role: 'activation',
          node,
          activation: { id: settled.activation, arguments: settled.arguments, node: written.node },
        };
  }
  const layer = value.kind === 'layer' ? value.steps[0] : undefined;
  return layer?.activation === undefined ? { role: 'unknown', node } : layer;
}

/** The step that a call of an activation's class or function is. */
export function activationOf(symbol: FrameworkSymbol, given: GivenValues, node: SyntaxNode): Layer {
  const positional = given.positional.map(({ value }) => literalOf(value));
  const keywords = new Map([...given.keywords].map(([name, { value }]) => [name, literalOf(value)] as const));
  const settled = settleCall(symbol, bindArguments(symbol.signature, positional, keywords));
  return settled.activation === 'identity'
    ? { role: 'reshape', node, path: symbol.path }
    : {
        role: 'activation',
        node,
        path: symbol.path,
        activation: {
          id: settled.activation,
          arguments: settled.arguments,
          node: node.childForFieldName('function') ?? node,
        },
      };
}

/** What a value is as an argument, where it is a literal. */
export function literalOf(value: Value): ArgumentValue | undefined {
  return value.kind === 'constant' ? value.value : undefined;
}
