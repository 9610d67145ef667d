import { kerasLossFunction, kerasLossNamed } from '../../frameworks/kerasLosses';
import type { SyntaxNode } from '../../python/syntax';
import { inputTensor, type Tensor } from '../layers/layer';
import { applyTo } from '../symbolic/calls';
import { argumentAt, type GivenValue, type GivenValues } from '../symbolic/givenValues';
import type { SymbolicRun } from '../symbolic/symbolicRun';
import { textIn, type LossValue, type Value } from '../symbolic/value';

/** Remembers that a loss is computed from a prediction. */
export function recordMeeting(loss: LossValue, prediction: Tensor, call: SyntaxNode, run: SymbolicRun): void {
  const ownCall = run.isOwn(call) ? call : run.ownCall()?.[0];
  if (ownCall !== undefined) {
    const { loss: kind, fromLogits, node } = loss;
    run.recorded.meetings.push({ loss: kind, fromLogits, node, prediction, call: ownCall });
  }
}

/** `model.compile(loss=…)`: every output of the model meets its loss. */
export function compileModel(model: Value, given: GivenValues, call: SyntaxNode, run: SymbolicRun): void {
  const loss = argumentAt(given, { name: 'loss', position: 1 });
  if (loss !== undefined) {
    const outputs = applyTo(model, [inputTensor()], call, run);
    meet(outputs, loss, call, run);
  }
}

/** One loss for the only output; of several, each has the one at its name or position. */
function meet(outputs: Value, loss: GivenValue, call: SyntaxNode, run: SymbolicRun): void {
  if (outputs.kind === 'tensor') {
    meetTensor(outputs.tensor, onlyOf(loss), call, run);
  } else if (outputs.kind === 'sequence' && !outputs.isOpen) {
    outputs.items.forEach((output, index) => {
      const own = lossOf(output, index, loss);
      if (output.kind === 'tensor' && own !== undefined) {
        meetTensor(output.tensor, own, call, run);
      }
    });
  } else if (outputs.kind === 'mapping') {
    for (const [name, output] of outputs.entries) {
      const own = loss.value.kind === 'mapping' ? loss.value.entries.get(name) : loss.value;
      if (output.kind === 'tensor' && own !== undefined) {
        meetTensor(output.tensor, { node: writtenAt(loss.node, name), value: own }, call, run);
      }
    }
  }
}

/** `loss=['mse']` and `loss={'out': 'mse'}` of a model with one output. */
function onlyOf(loss: GivenValue): GivenValue {
  const { value, node } = loss;
  const [only, ...others] =
    value.kind === 'sequence' ? value.items : value.kind === 'mapping' ? [...value.entries.values()] : [];
  const [written] = node.namedChildren;
  const inner = written?.type === 'pair' ? written.childForFieldName('value') : written;
  return only === undefined || others.length > 0 ? loss : { node: inner ?? node, value: only };
}

function lossOf(output: Value, index: number, { node, value }: GivenValue): GivenValue | undefined {
  switch (value.kind) {
    case 'sequence': {
      const own = value.items[index];
      return own && { node: node.namedChildren[index] ?? node, value: own };
    }
    case 'mapping': {
      const name = output.kind === 'tensor' ? nameOf(output.tensor) : undefined;
      const own = name === undefined ? undefined : value.entries.get(name);
      return own === undefined || name === undefined ? undefined : { node: writtenAt(node, name), value: own };
    }
    default:
      return { node, value };
  }
}

/** Outputs are named after the layers that make them. */
function nameOf({ layer, inputs }: Tensor): string | undefined {
  const isActivationOf = layer?.role === 'activation' && inputs[0]?.layer?.node === layer.node;
  return isActivationOf ? inputs[0]?.layer?.name : layer?.name;
}

/** The value that a dictionary writes at a key. */
function writtenAt(dictionary: SyntaxNode, key: string): SyntaxNode {
  for (const pair of dictionary.namedChildren) {
    const written = pair?.type === 'pair' ? pair.childForFieldName('key') : null;
    if (written?.text.slice(1, -1) === key) {
      return pair?.childForFieldName('value') ?? dictionary;
    }
  }
  return dictionary;
}

function meetTensor(prediction: Tensor, { node, value }: GivenValue, call: SyntaxNode, run: SymbolicRun): void {
  switch (value.kind) {
    case 'loss':
      recordMeeting(value, prediction, call, run);
      break;
    case 'constant': {
      const text = textIn(value);
      const loss = text === undefined ? undefined : kerasLossNamed(text);
      if (loss !== undefined) {
        recordMeeting({ kind: 'loss', loss, fromLogits: false, node }, prediction, call, run);
      }
      break;
    }
    case 'path': {
      const loss = kerasLossFunction(value.path);
      if (loss !== undefined) {
        recordMeeting({ kind: 'loss', loss, fromLogits: false, node }, prediction, call, run);
      }
      break;
    }
    case 'function':
      // A loss of the user's own, which may call one of Keras.
      run.call(
        value,
        {
          positional: [
            { node, value: { kind: 'tensor', tensor: inputTensor() } },
            { node, value: { kind: 'tensor', tensor: prediction } },
          ],
          keywords: new Map(),
          isOpen: false,
        },
        call,
      );
      break;
    default:
  }
}
