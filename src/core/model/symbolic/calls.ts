import { tensorFrom, type Tensor } from '../layers/layer';
import type { SyntaxNode } from '../../python/syntax';
import { recordMeeting } from '../keras/compile';
import { substitute } from '../layers/layer';
import { lastName } from '../../uses/place';
import { findMethod, libraryBases } from './attributes';
import { callBuiltin } from './builtins';
import { isFlaxModule, setUpModule } from './flax';
import type { GivenValues } from './givenValues';
import { callLibrary, recordPairing, stackOf } from './library';
import { activateUnknown, callMethod } from './methods';
import type { SymbolicRun } from './symbolicRun';
import { tensorsIn, unknown, type ClassValue, type Instance, type Value } from './value';

export function callValue(callee: Value, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  switch (callee.kind) {
    case 'path':
      return callLibrary(callee.path, given, node, run);
    case 'function':
      return run.callFunction(callee, given, node);
    case 'class':
      return instantiate(callee, given, node, run);
    case 'method':
      return callMethod(callee, given, node, run);
    case 'instance':
      return callInstance(callee, given, node, run);
    case 'layer':
    case 'stack':
    case 'network':
      return applyTo(callee, run.tensorOf(given.positional[0]?.value ?? unknown), node, run);
    case 'loss': {
      const prediction = given.positional[1]?.value ?? given.keywords.get('y_pred')?.value;
      if (prediction?.kind === 'tensor') {
        recordMeeting(callee, prediction.tensor, node, run);
      }
      return unknown;
    }
    case 'paired-loss':
      recordPairing(callee, given, node, run);
      return unknown;
    case 'shifted':
      return run.call(callee.callee, { ...given, positional: given.positional.slice(callee.skipped) }, node);
    case 'unknown':
      return callUnknown(given, node, run) ?? run.opaque(tensorsGiven(given), node);
    default:
      return run.opaque(tensorsGiven(given), node);
  }
}

function callUnknown(given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value | undefined {
  const callee = node.childForFieldName('function');
  switch (callee?.type) {
    case 'identifier':
      return callBuiltin(callee.text, given, run);
    case 'attribute':
      return lastName(callee) === 'prepare' ? prepared(given, run) : activateUnknown(lastName(callee), given, node);
    default:
      return undefined;
  }
}

/** `accelerator.prepare(model, optimizer)` of Accelerate gives back what it is given. */
function prepared({ positional }: GivenValues, run: SymbolicRun): Value | undefined {
  const items = positional.map(({ value }) => value);
  return items.length === 1 ? items[0] : { kind: 'sequence', items, isOpen: false, madeIn: run.uncertainty };
}

/** The tensors among the arguments of a call. */
export function tensorsGiven({ positional, keywords }: GivenValues): readonly Tensor[] {
  return [...positional, ...keywords.values()].flatMap(({ value }) => tensorsIn(value));
}

const sequentialPaths = new Set(['torch.nn.Sequential', 'keras.Sequential', 'keras.models.Sequential']);

function instantiate(definition: ClassValue, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  const instance = run.newInstance(definition);
  const constructor = findMethod(definition, '__init__');
  if (constructor !== undefined) {
    run.callFunction(constructor.method, given, node, instance, constructor.owner);
  } else if (isFlaxModule(instance)) {
    setUpModule(instance, given, node, run);
  } else {
    inheritFrom(instance, given, node, run);
  }
  return instance;
}

/** `super().__init__(...)` of a class that is itself a stack or a network of a library. */
export function inheritFrom(instance: Instance, given: GivenValues, node: SyntaxNode, run: SymbolicRun): void {
  const [path] = libraryBases(instance.definition);
  if (path !== undefined && sequentialPaths.has(path)) {
    instance.inherited = stackOf(path, given, node, run);
  } else if (path !== undefined && modelPaths.has(path) && given.positional.length + given.keywords.size > 1) {
    const made = callLibrary(path, given, node, run);
    if (made.kind === 'network') {
      instance.inherited = made;
    }
  }
}

/** Classes of Keras that make a network of inputs and outputs. */
export const modelPaths: ReadonlySet<string> = new Set(['keras.Model', 'keras.models.Model']);

const forwardNames = ['forward', 'call', '__call__'];

/** What an object of a class of the file gives when it is called. */
function callInstance(instance: Instance, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  const found = forwardNames.map((name) => findMethod(instance.definition, name)).find((one) => one !== undefined);
  if (found !== undefined) {
    return run.callFunction(found.method, given, node, instance, found.owner);
  }
  const inputs = run.tensorOf(given.positional[0]?.value ?? unknown);
  return instance.inherited === undefined ? run.opaque(inputs, node) : applyTo(instance.inherited, inputs, node, run);
}

/** The result of layers applied to tensors. */
export function applyTo(value: Value, inputs: readonly Tensor[], node: SyntaxNode, run: SymbolicRun): Value {
  switch (value.kind) {
    case 'layer':
      return {
        kind: 'tensor',
        tensor:
          value.steps.reduce((from, layer) => [tensorFrom(layer, from)], inputs)[0] ??
          tensorFrom({ role: 'unknown', node }, inputs),
      };
    case 'stack':
      return value.items.reduce<Value>(
        (from, item) => applyTo(item, run.tensorOf(from), node, run),
        inputs.length === 1 && inputs[0] !== undefined
          ? { kind: 'tensor', tensor: inputs[0] }
          : run.opaque(inputs, node),
      );
    case 'network':
      return substituteAll(value.outputs, inputs, node);
    case 'instance':
    case 'function':
      return run.call(
        value,
        {
          positional: inputs.map((tensor) => ({ node, value: { kind: 'tensor', tensor } })),
          keywords: new Map(),
          isOpen: false,
        },
        node,
      );
    case 'path':
      return callLibrary(
        value.path,
        {
          positional: inputs.map((tensor) => ({ node, value: { kind: 'tensor', tensor } })),
          keywords: new Map(),
          isOpen: false,
        },
        node,
        run,
      );
    default:
      return run.opaque(inputs, node);
  }
}

function substituteAll(outputs: Value, inputs: readonly Tensor[], node: SyntaxNode): Value {
  const [only] = inputs;
  const input = inputs.length === 1 && only !== undefined ? only : tensorFrom({ role: 'unknown', node }, inputs);
  const known = new Map<Tensor, Tensor>();
  const replace = (value: Value): Value => {
    switch (value.kind) {
      case 'tensor':
        return { kind: 'tensor', tensor: substitute(value.tensor, input, known) };
      case 'sequence':
        return { ...value, items: value.items.map(replace) };
      case 'mapping':
        return { kind: 'mapping', entries: new Map([...value.entries].map(([name, item]) => [name, replace(item)])) };
      default:
        return value;
    }
  };
  return replace(outputs);
}
