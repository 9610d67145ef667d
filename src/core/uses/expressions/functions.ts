import * as terms from './term';
import type { Term } from './term';

/** Builds the term of a call from its operands; nothing where their number does not fit. */
export type Build = (operands: readonly Term[]) => Term | undefined;

function unary(build: (operand: Term) => Term): Build {
  return ([first]) => (first === undefined ? undefined : build(first));
}

function binary(build: (left: Term, right: Term) => Term): Build {
  return ([left, right]) => (left === undefined || right === undefined ? undefined : build(left, right));
}

function named(name: string): Build {
  return unary((operand) => terms.call(name, [operand]));
}

const half = terms.number(0.5);
const minusOne = terms.number(-1);

/** The functions of mathematics and the activations that patterns are made of, under all their names. */
const builders: Readonly<Record<string, Build>> = {
  ...names(
    ['exp', 'log', 'tanh', 'erf', 'sin', 'cos', 'sinh', 'cosh', 'sign', 'softplus', 'silu', 'logsumexp', 'softmax'],
    named,
  ),
  ...aliases('sigmoid', ['sigmoid', 'expit', 'logistic', 'special_expit']),
  ...aliases('abs', ['abs', 'absolute', 'fabs']),
  ...aliases('arctan', ['arctan', 'atan']),
  ...aliases('silu', ['silu', 'swish']),
  ...aliases('gelu', ['gelu']),
  ...aliases('relu', ['relu']),
  ...aliases('ndtr', ['ndtr', 'cdf']),
  ...aliases('hard_sigmoid', ['hardsigmoid', 'hard_sigmoid']),
  ...aliases('sum', ['sum', 'reduce_sum', 'nansum']),
  ...aliases('max', ['max', 'amax', 'reduce_max', 'nanmax']),
  ...aliases('logsumexp', ['reduce_logsumexp']),
  ...aliases('cast', ['astype', 'float', 'type', 'to', 'cast', 'int', 'double', 'long', 'type_as']),
  ...aliases('log', ['ln']),
  expm1: unary((x) => terms.sum([terms.call('exp', [x]), minusOne])),
  log1p: unary((x) => terms.call('log', [terms.sum([terms.one, x])])),
  erfc: unary((x) => terms.sum([terms.one, terms.negate(terms.call('erf', [x]))])),
  sqrt: unary((x) => terms.power(x, half)),
  rsqrt: unary((x) => terms.power(x, terms.number(-0.5))),
  square: unary((x) => terms.power(x, terms.number(2))),
  reciprocal: unary((x) => terms.power(x, minusOne)),
  negative: unary(terms.negate),
  neg: unary(terms.negate),
  relu6: unary((x) => terms.clip(x, terms.zero, terms.number(6))),
  ...same(['pow', 'power', 'float_power'], binary(terms.power)),
  ...same(
    ['add'],
    binary((a, b) => terms.sum([a, b])),
  ),
  ...same(
    ['sub', 'subtract'],
    binary((a, b) => terms.sum([a, terms.negate(b)])),
  ),
  ...same(
    ['mul', 'multiply'],
    binary((a, b) => terms.product([a, b])),
  ),
  ...same(['div', 'divide', 'true_divide', 'truediv'], binary(terms.quotient)),
  ...same(['maximum', 'fmax'], binary(terms.maximum)),
  ...same(['minimum', 'fmin'], binary(terms.minimum)),
  ...same(
    ['clamp_min', 'clip_min'],
    binary((x, lower) => terms.clip(x, lower, undefined)),
  ),
  ...same(
    ['clamp_max'],
    binary((x, upper) => terms.clip(x, undefined, upper)),
  ),
  logaddexp: binary((a, b) => terms.call('logaddexp', [a, b])),
  heaviside: unary((x) => terms.call('cast', [terms.comparison(x, terms.zero)])),
  ...same(['where', 'select'], ([condition, a, b]) =>
    condition === undefined || a === undefined || b === undefined ? undefined : terms.where(condition, a, b),
  ),
  concatenate: (operands) => terms.call('concatenate', operands),
};

/** How the term of a function is built, by the last part of its name; nothing for functions outside mathematics. */
export function builderOf(name: string): Build | undefined {
  return Object.hasOwn(builders, name) ? builders[name] : undefined;
}

function names(list: readonly string[], build: (name: string) => Build): Record<string, Build> {
  return Object.fromEntries(list.map((name) => [name, build(name)]));
}

function aliases(name: string, list: readonly string[]): Record<string, Build> {
  return names(list, () => named(name));
}

function same(list: readonly string[], build: Build): Record<string, Build> {
  return names(list, () => build);
}
