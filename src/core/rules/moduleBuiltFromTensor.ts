import * as l10n from '@vscode/l10n';
import { findSymbol } from '../frameworks/symbolIndex';
import type { ModuleCode } from '../uses/moduleCode';
import { isIn } from '../uses/place';
import type { FindingFix, Rule } from './rule';
import { replaceByPath } from './support/edits';
import { libraryCalls, type LibraryCall } from '../uses/libraryCalls';
import { isTensor } from './support/tensors';

/** Layers whose constructor takes no argument: they fail at once. */
const withoutParameters = ['Sigmoid', 'Tanh', 'Softsign', 'LogSigmoid', 'Tanhshrink', 'Softmax2d'];

/** The function that applies the same, by the layer's name; absent where it has another meaning without arguments. */
const functions: Readonly<Record<string, string>> = {
  ReLU: 'torch.nn.functional.relu',
  ReLU6: 'torch.nn.functional.relu6',
  LeakyReLU: 'torch.nn.functional.leaky_relu',
  ELU: 'torch.nn.functional.elu',
  SELU: 'torch.nn.functional.selu',
  CELU: 'torch.nn.functional.celu',
  GELU: 'torch.nn.functional.gelu',
  SiLU: 'torch.nn.functional.silu',
  Mish: 'torch.nn.functional.mish',
  Hardswish: 'torch.nn.functional.hardswish',
  Hardsigmoid: 'torch.nn.functional.hardsigmoid',
  Hardtanh: 'torch.nn.functional.hardtanh',
  Softplus: 'torch.nn.functional.softplus',
  Softshrink: 'torch.nn.functional.softshrink',
  Hardshrink: 'torch.nn.functional.hardshrink',
  GLU: 'torch.nn.functional.glu',
  Softsign: 'torch.nn.functional.softsign',
  LogSigmoid: 'torch.nn.functional.logsigmoid',
  Tanhshrink: 'torch.nn.functional.tanhshrink',
  Sigmoid: 'torch.sigmoid',
  Tanh: 'torch.tanh',
};

/** Layers whose function cannot do without a choice. */
const others = ['Softmax', 'LogSoftmax', 'Softmin', 'Softmax2d', 'RReLU', 'PReLU'];

const names = [...Object.keys(functions), ...others];

/** The class of a layer called with a tensor, as if it were the function. */
export const moduleBuiltFromTensor: Rule = {
  id: 'module-built-from-tensor',
  severity: 'error',
  title: () => l10n.t('A layer is made from a tensor instead of applied to it'),
  words: new RegExp(String.raw`\b(?:${names.join('|')})\([^)\d]`),
  *check({ code }) {
    for (const call of libraryCalls(
      code,
      names.map((name) => `torch.nn.${name}`),
    )) {
      const [input] = call.written.positional;
      const isCalled = call.node.parent?.type === 'call' && isIn(call.node.parent, 'function', call.node);
      if (
        input !== undefined &&
        call.written.positional.length === 1 &&
        !isCalled &&
        findSymbol(call.path)?.symbol.form === 'class' &&
        isTensor(input, code)
      ) {
        yield { node: call.node, message: messageFor(call, input.text), fixes: fixesFor(call, code) };
      }
    }
  },
};

function nameOf({ path }: LibraryCall): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function messageFor(call: LibraryCall, input: string): string {
  const name = nameOf(call);
  return withoutParameters.includes(name)
    ? l10n.t(
        '{0} is a class whose constructor takes no argument: this raises a TypeError. Make the layer first, {0}()({1}), or use the function.',
        call.callee.text,
        shortened(input),
      )
    : l10n.t(
        'This makes a layer with the tensor {1} as its first setting and applies nothing: the next layer gets a {0}, not a tensor, and raises a TypeError. Use the function, or {2}()({1}).',
        name,
        shortened(input),
        call.callee.text,
      );
}

function shortened(input: string): string {
  return input.length > 24 || input.includes('\n') ? '…' : input;
}

function fixesFor(call: LibraryCall, code: ModuleCode): readonly FindingFix[] {
  const path = functions[nameOf(call)];
  return path === undefined || call.written.keywords.size > 0
    ? []
    : replaceByPath(code, call.callee, path, { title: (text) => l10n.t('Apply {0}', text), kind: 'safe' });
}
