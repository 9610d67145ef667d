import { activationParametersOf, findSymbol } from '../../frameworks/symbolIndex';
import { findDistribution } from '../../frameworks/distributions';
import { findLayerKind, isReshaping } from '../../frameworks/layers';
import { findPairedLoss, type PairedLoss } from '../../frameworks/pairedLosses';
import { kerasLossClass, kerasLossFunction } from '../../frameworks/kerasLosses';
import type { SyntaxNode } from '../../python/syntax';
import { lastName, rootOf } from '../../uses/place';
import { recordMeeting } from '../keras/compile';
import { inputTensor, tensorFrom, type Layer, type Tensor } from '../layers/layer';
import { mappingOf } from './builtins';
import { modelPaths, tensorsGiven } from './calls';
import { callState } from './flax';
import { argumentAt, type GivenValues } from './givenValues';
import { iterationsOf } from './iteration';
import { activationGiven, activationOf, kerasActivation, makeLayer } from './makeLayer';
import type { SymbolicRun } from './symbolicRun';
import { unknown, type PairedLossValue, type Stack, type Value } from './value';

/** What a call of a library's class or function gives. */
export function callLibrary(path: string, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  recordParameters(path, given, node, run);
  return (
    callContainer(path, given, node, run) ??
    callState(path, given) ??
    callLayer(path, given, node) ??
    callLoss(path, given, node, run) ??
    callFunction(path, given, node, run) ??
    run.opaque(tensorsGiven(given), node)
  );
}

/** Functions that give back what computes the same as the model or function that they are given. */
const wrappers = new Set([
  ...['DataParallel', 'parallel.DataParallel', 'parallel.DistributedDataParallel'].map((name) => `torch.nn.${name}`),
  'torch.compile',
  'torch.jit.script',
  ...['jit', 'pmap', 'vmap', 'grad', 'value_and_grad', 'checkpoint', 'remat'].map((name) => `jax.${name}`),
  ...['jit', 'grad', 'value_and_grad', 'remat'].map((name) => `flax.nnx.${name}`),
  'flax.linen.remat',
  ...['filter_jit', 'filter_grad', 'filter_value_and_grad', 'filter_vmap'].map((name) => `equinox.${name}`),
  'tf.function',
]);

const inputPaths = new Set(['keras.Input', 'keras.layers.Input', 'keras.engine.input_layer.Input']);
const listPaths = new Set(['torch.nn.ModuleList', 'torch.nn.modules.container.ModuleList', 'flax.nnx.List']);

function callContainer(path: string, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value | undefined {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (name === 'Sequential' && /^(?:torch|keras)\./.test(path)) {
    const stack = stackOf(path, given, node, run);
    run.recorded.stacks.push(stack);
    return stack;
  }
  if (modelPaths.has(path)) {
    const outputs = (given.keywords.get('outputs') ?? given.keywords.get('output') ?? given.positional[1])?.value;
    const network = { kind: 'network', node, outputs: outputs ?? unknown } as const;
    run.recorded.networks.push(network);
    return network;
  }
  if (inputPaths.has(path)) {
    return { kind: 'tensor', tensor: inputTensor() };
  }
  if (listPaths.has(path)) {
    const items = given.positional[0] === undefined ? [] : iterationsOf(given.positional[0].value);
    return { kind: 'sequence', items: [...(items ?? [unknown])], isOpen: items === undefined, madeIn: run.uncertainty };
  }
  if (wrappers.has(path)) {
    return given.positional[0]?.value;
  }
  if (path === 'collections.OrderedDict' || path === 'torch.nn.ModuleDict') {
    return mappingOf(given);
  }
  if (name === 'TimeDistributed' && given.positional[0]?.value.kind === 'layer') {
    return given.positional[0].value;
  }
  return undefined;
}

/** The stack that `Sequential(...)` makes. */
export function stackOf(path: string, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Stack {
  const library = path.startsWith('torch.') ? 'torch' : 'keras';
  const first = argumentAt(given, { name: 'layers', position: 0 })?.value;
  const isListed = library === 'keras' || first?.kind === 'mapping';
  const listed = !isListed ? given.positional.map(({ value }) => value) : listedItems(first);
  const items = given.isOpen ? [...listed, unknown] : [...listed];
  return { kind: 'stack', node, library, items: items.filter((item) => !isNoLayer(item)), madeIn: run.uncertainty };
}

function listedItems(list: Value | undefined): readonly Value[] {
  switch (list?.kind) {
    case undefined:
      return [];
    case 'sequence':
      return list.isOpen ? [...list.items, unknown] : list.items;
    case 'mapping':
      return [...list.entries.values()];
    default:
      return [unknown];
  }
}

/** `keras.Input(...)` as the first item of a stack. */
export function isNoLayer(value: Value): boolean {
  return value.kind === 'tensor' && value.tensor.layer === undefined;
}

function callLayer(path: string, given: GivenValues, node: SyntaxNode): Value | undefined {
  const kind = findLayerKind(path);
  if (kind !== undefined) {
    return { kind: 'layer', steps: makeLayer(kind, given, node) };
  }
  if (path === 'keras.layers.Activation') {
    const step = kerasActivation(path, given.positional[0] ?? given.keywords.get('activation'), node);
    return { kind: 'layer', steps: step === undefined ? [] : [step] };
  }
  if (path === 'keras.layers.InputLayer' || path.endsWith('Rescaling')) {
    return { kind: 'layer', steps: [{ role: 'reshape', node, path }] };
  }
  return path.startsWith('keras.applications.') ? application(path, given, node) : undefined;
}

/** A trained network of Keras: what is in it is not looked at, but how it ends is known. */
function application(path: string, given: GivenValues, node: SyntaxNode): Value | undefined {
  const slot = activationParametersOf(path).find(({ parameter }) => parameter.parameter === 'classifier_activation');
  const top = argumentAt(given, { name: 'include_top', position: 0 })?.value;
  const body: Layer = { role: 'unknown', node, path };
  if (slot === undefined || (top !== undefined && !(top.kind === 'constant' && top.value === true))) {
    return { kind: 'layer', steps: [body] };
  }
  const written = given.keywords.get('classifier_activation');
  const end: Layer | undefined =
    written === undefined
      ? { role: 'activation', node, path, activation: { id: 'softmax', arguments: { axis: -1 }, node } }
      : activationGiven(slot.parameter, written, node);
  return { kind: 'layer', steps: end === undefined ? [body] : [body, end] };
}

function callLoss(path: string, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value | undefined {
  const paired = findPairedLoss(path);
  if (paired !== undefined) {
    return callPairedLoss(paired, given, node, run);
  }
  const made = kerasLossClass(path);
  if (made !== undefined) {
    return { kind: 'loss', loss: made, fromLogits: flagGiven(given, made.fromLogits), node };
  }
  const computed = kerasLossFunction(path);
  const prediction = given.positional[1]?.value ?? given.keywords.get('y_pred')?.value;
  if (computed === undefined || prediction?.kind !== 'tensor') {
    return undefined;
  }
  const fromLogits = flagGiven(given, computed.fromLogits);
  recordMeeting({ kind: 'loss', loss: computed, fromLogits, node }, prediction.tensor, node, run);
  return unknown;
}

function callPairedLoss(loss: PairedLoss, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  if (loss.form === 'class') {
    return { kind: 'paired-loss', loss, node };
  }
  recordPairing({ kind: 'paired-loss', loss, node }, given, node, run);
  return unknown;
}

/** Remembers that a loss is computed from its input. */
export function recordPairing(value: PairedLossValue, given: GivenValues, call: SyntaxNode, run: SymbolicRun): void {
  const { loss, node } = value;
  const written = argumentAt(given, loss.input);
  if (written?.value.kind !== 'tensor') {
    return;
  }
  const input = written.value.tensor;
  if (run.isOwn(call)) {
    run.recorded.pairings.push({ loss, node, call, computation: call, argument: written.node, input });
    return;
  }
  // A loss that another file computes is met where this one calls into that. What is all there is told there.
  const [ownCall, ownGiven] = run.ownCall() ?? [];
  if (ownCall !== undefined && (input.layer === undefined || rootOf(input.layer.node) !== rootOf(call))) {
    const argument = ownGiven?.positional[0]?.node ?? ownCall;
    run.recorded.pairings.push({ loss, node, call: ownCall, computation: call, argument, input });
  }
}

/** Remembers what a distribution is made of. */
function recordParameters(path: string, given: GivenValues, call: SyntaxNode, run: SymbolicRun): void {
  const distribution = run.isOwn(call) ? findDistribution(path) : undefined;
  for (const form of ['probabilities', 'scores'] as const) {
    const written = distribution && argumentAt(given, distribution[form]);
    if (distribution !== undefined && written?.value.kind === 'tensor') {
      run.recorded.parameters.push({ distribution, form, call, argument: written.node, value: written.value.tensor });
    }
  }
}

/** `from_logits=`: false unless told; nothing where it is no literal. */
function flagGiven(given: GivenValues, slot: Parameters<typeof argumentAt>[1]): boolean | undefined {
  const argument = argumentAt(given, slot)?.value;
  if (argument === undefined) {
    return given.isOpen ? undefined : false;
  }
  return argument.kind === 'constant' && typeof argument.value === 'boolean' ? argument.value : undefined;
}

/** Functions that are applied to tensors at once. */
function callFunction(path: string, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value | undefined {
  const found = findSymbol(path);
  if (found?.symbol.form === 'class' && found.symbol.block !== true) {
    return { kind: 'layer', steps: [activationOf(found.symbol, given, node)] };
  }
  const activation = found?.symbol.form === 'function' && found.symbol.general !== true ? found.symbol : undefined;
  // What an activation is applied to is a tensor, wherever it comes from.
  const inputs = activation === undefined ? tensorsGiven(given) : inputsOf(given, run);
  if (inputs.length === 0) {
    return undefined;
  }
  const callee = node.childForFieldName('function');
  const role = functionRole(path, callee === null ? '' : lastName(callee));
  const step =
    activation === undefined ? role && ({ role, node, path } satisfies Layer) : activationOf(activation, given, node);
  return step === undefined
    ? run.opaque(inputs, node)
    : { kind: 'tensor', tensor: tensorFrom(step, inputs.slice(0, 1)) };
}

function inputsOf(given: GivenValues, run: SymbolicRun): readonly Tensor[] {
  const inputs = tensorsGiven(given);
  const [first] = given.positional;
  return inputs.length === 0 && first?.value.kind === 'unknown' ? run.tensorOf(first.value) : inputs;
}

function functionRole(path: string, name: string): Layer['role'] | undefined {
  if (!/^(?:torch|tensorflow|tf|keras|jax)\b/.test(path)) {
    return undefined;
  }
  if (name.includes('dropout')) {
    return 'dropout';
  }
  if (name.includes('pool')) {
    return 'pooling';
  }
  if (/(?:batch|layer|group|instance)_norm/.test(name)) {
    return 'normalization';
  }
  return isReshaping(name) ? 'reshape' : undefined;
}
