import { bindArguments } from '../../frameworks/callMeaning';
import { isReshaping } from '../../frameworks/layers';
import { methodsNamed } from '../../frameworks/symbolIndex';
import type { SyntaxNode } from '../../python/syntax';
import { settleCall } from '../../uses/made';
import { compileModel } from '../keras/compile';
import { inputTensor, tensorFrom, type Layer, type Tensor } from '../layers/layer';
import { findAbove, findMethod } from './attributes';
import { applyTo, inheritFrom, tensorsGiven } from './calls';
import { applyModule, isFlaxModule } from './flax';
import type { GivenValues } from './givenValues';
import { isNoLayer } from './library';
import { literalOf } from './makeLayer';
import type { SymbolicRun } from './symbolicRun';
import {
  textIn,
  unknown,
  type Instance,
  type Mapping,
  type Method,
  type Sequence,
  type Stack,
  type Value,
} from './value';

/** What a call of a function of an object gives. */
export function callMethod(method: Method, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  const { receiver, name, above } = method;
  if (above !== undefined) {
    return callAbove(method, given, node, run);
  }
  switch (receiver.kind) {
    case 'instance': {
      const found = findMethod(receiver.definition, name);
      return found === undefined
        ? callModel(receiver, name, given, node, run)
        : run.callFunction(found.method, given, node, receiver, found.owner);
    }
    case 'stack':
    case 'network':
    case 'layer':
      return callModel(receiver, name, given, node, run);
    case 'sequence':
      return callSequence(receiver, name, given, run);
    case 'mapping':
      return callMapping(receiver, name, given, run);
    case 'loss':
    case 'paired-loss':
      return callLossMethod(receiver, name, given, node, run);
    case 'tensor':
      return callTensor(receiver.tensor, name, given, node, run);
    default:
      return unknown;
  }
}

/** `super().__init__(...)`, `super().forward(x)`. */
function callAbove({ receiver, name, above }: Method, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  const found = above && findAbove(above, name);
  if (receiver.kind !== 'instance') {
    return run.opaque(tensorsGiven(given), node);
  }
  if (found !== undefined) {
    return run.callFunction(found.method, given, node, receiver, found.owner);
  }
  if (name === '__init__') {
    inheritFrom(receiver, given, node, run);
    return unknown;
  }
  return callModel(receiver, name, given, node, run);
}

/** Methods of models that give the model itself. */
const fluent = /^(?:to|cuda|cpu|train|eval|float|half|double|apply|requires_grad_|share_memory)$/;

function callModel(
  receiver: Exclude<Value, { kind: 'unknown' }>,
  name: string,
  given: GivenValues,
  node: SyntaxNode,
  run: SymbolicRun,
): Value {
  if (name === 'compile') {
    compileModel(receiver, given, node, run);
    return unknown;
  }
  if (name === 'apply' && receiver.kind === 'instance' && isFlaxModule(receiver)) {
    return applyModule(receiver, given, node, run);
  }
  if (fluent.test(name)) {
    return receiver;
  }
  const stack = receiver.kind === 'instance' ? receiver.inherited : receiver;
  if (stack?.kind === 'stack' && changeStack(stack, name, given, run)) {
    return receiver;
  }
  if (receiver.kind === 'instance' && (name === 'add_module' || name === 'register_module')) {
    setModule(receiver, given, run);
    return unknown;
  }
  return name === 'forward' || name === 'call' || name === '__call__'
    ? applyTo(stack ?? receiver, run.tensorOf(given.positional[0]?.value), node, run)
    : run.opaque(tensorsGiven(given), node);
}

/** `nn.CrossEntropyLoss().to(device)`, `criterion.forward(scores, labels)`. */
function callLossMethod(
  loss: Extract<Value, { kind: 'loss' | 'paired-loss' }>,
  name: string,
  given: GivenValues,
  node: SyntaxNode,
  run: SymbolicRun,
): Value {
  if (fluent.test(name)) {
    return loss;
  }
  return name === 'forward' || name === 'call' || name === '__call__' ? run.call(loss, given, node) : unknown;
}

/** Whether the method changes which layers the stack has. */
function changeStack(stack: Stack, name: string, given: GivenValues, run: SymbolicRun): boolean {
  const item = given.positional[name === 'add_module' ? 1 : 0]?.value ?? given.keywords.get('layer')?.value ?? unknown;
  switch (name) {
    case 'add':
    case 'append':
    case 'add_module':
      if (!isNoLayer(item)) {
        stack.items.push(run.certainIn(item, stack));
      }
      return true;
    case 'pop':
      stack.items.pop();
      return true;
    case 'extend':
    case 'insert':
      stack.items.fill(unknown);
      return true;
    default:
      return false;
  }
}

function setModule(instance: Instance, given: GivenValues, run: SymbolicRun): void {
  const [name, module] = given.positional;
  const text = textIn(name?.value);
  if (text !== undefined && module !== undefined) {
    instance.attributes.set(text, run.certainIn(module.value, instance));
  }
}

function callSequence(sequence: Sequence, name: string, given: GivenValues, run: SymbolicRun): Value {
  const item = given.positional[0]?.value ?? unknown;
  switch (name) {
    case 'append':
      sequence.items.push(run.certainIn(item, sequence));
      break;
    case 'extend': {
      const more: readonly Value[] = item.kind === 'sequence' && !item.isOpen ? item.items : [unknown];
      sequence.items.push(...more.map((one) => run.certainIn(one, sequence)));
      break;
    }
    case 'pop':
      return sequence.items.pop() ?? unknown;
    case 'insert':
    case 'remove':
    case 'reverse':
    case 'clear':
      sequence.items.fill(unknown);
      break;
    default:
  }
  return unknown;
}

function callMapping(mapping: Mapping, name: string, given: GivenValues, run: SymbolicRun): Value {
  const { entries } = mapping;
  if (mapping.isRecord === true) {
    // `state.replace(...)`, `state.apply_gradients(...)`: the same model with other numbers.
    return mapping;
  }
  const key = textIn(given.positional[0]?.value);
  const sequence = (items: Value[]): Value => ({ kind: 'sequence', items, isOpen: false, madeIn: run.uncertainty });
  switch (name) {
    case 'get':
      return (key === undefined ? undefined : entries.get(key)) ?? unknown;
    case 'values':
      return sequence([...entries.values()]);
    case 'items':
      return sequence([...entries].map(([text, value]) => sequence([{ kind: 'constant', value: text }, value])));
    default:
      return unknown;
  }
}

function callTensor(tensor: Tensor, name: string, given: GivenValues, node: SyntaxNode, run: SymbolicRun): Value {
  const step = tensorStep(name, given, node);
  return step === undefined
    ? run.opaque([tensor, ...tensorsGiven(given)], node)
    : { kind: 'tensor', tensor: tensorFrom(step, [tensor]) };
}

/** `output.softmax(1)`: only tensors have such methods, whatever the output comes from. */
export function activateUnknown(name: string, given: GivenValues, node: SyntaxNode): Value | undefined {
  const isPlain = [...given.positional, ...given.keywords.values()].every(({ value }) => value.kind === 'constant');
  const step = isPlain ? tensorStep(name, given, node) : undefined;
  return step?.role === 'activation' ? { kind: 'tensor', tensor: tensorFrom(step, [inputTensor()]) } : undefined;
}

function tensorStep(name: string, given: GivenValues, node: SyntaxNode): Layer | undefined {
  if (isReshaping(name)) {
    return { role: 'reshape', node };
  }
  const [found] = methodsNamed(name);
  if (found === undefined || found.method.general === true) {
    return undefined;
  }
  const positional = given.positional.map(({ value }) => literalOf(value));
  const keywords = new Map([...given.keywords].map(([key, { value }]) => [key, literalOf(value)] as const));
  const { activation, arguments: values } = settleCall(
    found.method,
    bindArguments(found.method.signature, positional, keywords),
  );
  return {
    role: 'activation',
    node,
    activation: { id: activation, arguments: values, node: node.childForFieldName('function') ?? node },
  };
}
