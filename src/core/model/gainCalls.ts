import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { givenFor, libraryCalls, type LibraryCall } from '../uses/libraryCalls';

const kaiming = ['kaiming_normal_', 'kaiming_uniform_', 'kaiming_normal', 'kaiming_uniform'];

/** Position of `nonlinearity` in PyTorch's functions that scale weights by a gain. */
const positions: ReadonlyMap<string, number> = new Map([
  ['torch.nn.init.calculate_gain', 0],
  ...kaiming.map((name) => [`torch.nn.init.${name}`, 3] as const),
]);

export interface GainCall extends LibraryCall {
  /** The argument, as far as it is written. */
  readonly nonlinearity?: SyntaxNode;
  /** What it says: PyTorch's default where nothing is written; nothing where it is no literal. */
  readonly name?: string;
  /** `param` of `calculate_gain` and `a` of the others: the slope of a leaky ReLU. */
  readonly slope?: SyntaxNode;
}

/** Every call of PyTorch that scales weights for the activation behind them. */
export function* gainCalls(code: ModuleCode): Generator<GainCall> {
  for (const call of libraryCalls(code, positions.keys())) {
    const isGain = call.path.endsWith('calculate_gain');
    const nonlinearity = givenFor(call, 'nonlinearity', positions.get(call.path) ?? 0);
    const slope = givenFor(call, isGain ? 'param' : 'a', 1);
    const value = nonlinearity === undefined ? 'leaky_relu' : code.evaluate(nonlinearity);
    yield {
      ...call,
      ...(nonlinearity === undefined ? {} : { nonlinearity }),
      ...(typeof value === 'string' ? { name: value } : {}),
      ...(slope === undefined ? {} : { slope }),
    };
  }
}

/** Matches the text of documents that `gainCalls` finds anything in. */
export const gainWords = /\b(?:calculate_gain|kaiming_(?:normal|uniform)_?)\(/;
