import { describe, expect, it } from 'vitest';
import { activations, getActivation, resolveParameters, type ActivationId } from '../../../../../src/core/activations';
import { getKnowledge, type Relation } from '../../../../../src/core/cards/knowledge';
import type { Arguments } from '../../../../../src/core/text';

type Curve = (x: number) => number;
type Vector = readonly number[];

const ids = Object.keys(activations) as ActivationId[];

/** All relations by id: the formula of an id is the same on every card that shows it. */
const relations = new Map<string, Relation>(
  ids.flatMap((id) => getKnowledge(id).relations.map((relation) => [relation.id, relation] as const)),
);

function curve(id: ActivationId, args: Arguments = {}): Curve {
  const activation = getActivation(id);
  const drawn = activation.kind === 'vector' ? activation.view : activation;
  const parameters = resolveParameters(activation, args);
  return (x) => drawn.value(x, parameters);
}

function slope(id: ActivationId, args: Arguments = {}): Curve {
  const activation = getActivation(id);
  const drawn = activation.kind === 'vector' ? activation.view : activation;
  const parameters = resolveParameters(activation, args);
  return (x) => drawn.derivative(x, parameters);
}

function apply(id: ActivationId, x: Vector, args: Arguments = {}): Vector {
  const activation = getActivation(id);
  if (activation.kind !== 'vector') throw new Error(`${id} acts on single numbers`);
  return activation.vectorValue(x, resolveParameters(activation, args));
}

/** The first entry of a vector activation's output. */
function first(id: ActivationId, x: Vector, args: Arguments = {}): number {
  return apply(id, x, args)[0] ?? Number.NaN;
}

/** Away from every kink at 0, ±0.5, ±1, ±2, ±2.5, ±3, 6 and 10. */
const inputs = [-12.3, -6.1, -3.7, -2.2, -1.4, -0.7, -0.3, -0.01, 0.02, 0.4, 0.8, 1.3, 2.1, 3.6, 5.9, 7.7, 14.1];
const logits: Vector = [1.2, -0.7, 3.1, 0.4];

function agree(left: Curve, right: Curve, at: readonly number[] = inputs): void {
  for (const x of at) {
    expect(Math.abs(left(x) - right(x)), `x = ${String(x)}`).toBeLessThanOrEqual(
      1e-9 * Math.max(1, Math.abs(right(x))),
    );
  }
}

function agreeVectors(left: Vector, right: Vector): void {
  expect(left).toHaveLength(right.length);
  left.forEach((entry, i) => {
    expect(entry).toBeCloseTo(right[i] ?? Number.NaN, 9);
  });
}

/** The largest difference over a fine grid is what the sentence says, to the digits that it shows, rounded up or not. */
function differAsStated(id: string, left: Curve, right: Curve): void {
  let largest = 0;
  for (let step = -20000; step <= 20000; step++) {
    largest = Math.max(largest, Math.abs(left(step / 1000) - right(step / 1000)));
  }
  const stated = Number(/\d*\.\d+(?!.*\d\.\d)/.exec(relations.get(id)?.text() ?? '')?.[0]);
  expect(largest).toBeGreaterThan(stated * 0.99);
  expect(largest).toBeLessThan(stated * 1.003);
}

const sigma: Curve = (x) => 1 / (1 + Math.exp(-x));
const relu: Curve = (x) => (x > 0 ? x : 0);
const softplus: Curve = (x) => Math.log1p(Math.exp(-Math.abs(x))) + relu(x);
const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
const exponentials = (x: Vector): Vector => x.map(Math.exp);
const sum = (x: Vector): number => x.reduce((total, entry) => total + entry, 0);
const softmax = (x: Vector): Vector => exponentials(x).map((entry) => entry / sum(exponentials(x)));

/** E[f(z)] for z ~ N(0, 1), by the trapezoid rule. */
function expectation(f: Curve): number {
  const width = 1e-3;
  let total = 0;
  for (let x = -12; x <= 12; x += width) total += f(x) * Math.exp((-x * x) / 2) * width;
  return total / Math.sqrt(2 * Math.PI);
}

/** Both sides of every formula, evaluated: the activations on one side, plain arithmetic on the other. */
const checks: Readonly<Record<string, () => void>> = {
  'linear-layers-collapse': () => {
    const [a, b, c, d] = [2, -1, 0.5, 3];
    const [e, f, g, h] = [1, 4, -2, 0.25];
    const [x, y] = [0.7, -1.9];
    const inner = [a * x + b * y, c * x + d * y] as const;
    const product = [e * a + f * c, e * b + f * d, g * a + h * c, g * b + h * d] as const;
    const f1 = curve('identity');
    expect(e * f1(inner[0]) + f * f1(inner[1])).toBeCloseTo(product[0] * x + product[1] * y, 12);
    expect(g * f1(inner[0]) + h * f1(inner[1])).toBeCloseTo(product[2] * x + product[3] * y, 12);
  },
  'leaky-relu-slope-one-is-identity': () => {
    agree(curve('leaky_relu', { negative_slope: 1 }), (x) => x);
  },
  'step-is-steep-sigmoid': () => {
    const steep = curve('sigmoid');
    agree((x) => steep(1e4 * x), curve('step'));
  },
  'relu-slope-is-step': () => {
    agree(slope('relu'), curve('step'));
  },
  'abs-is-maxout': () => {
    agree(curve('abs'), (x) => first('maxout', [x, -x]));
  },
  'abs-is-two-relus': () => {
    const part = curve('relu');
    agree(curve('abs'), (x) => part(x) + part(-x));
  },
  'tanh-is-scaled-sigmoid': () => {
    const f = curve('sigmoid');
    agree(curve('tanh'), (x) => 2 * f(2 * x) - 1);
  },
  'sigmoid-slope': () => {
    agree(slope('sigmoid'), (x) => sigma(x) * (1 - sigma(x)));
    expect(slope('sigmoid')(0)).toBe(0.25);
  },
  'softmax-of-two-is-sigmoid': () => {
    for (const a of inputs) for (const b of inputs) expect(first('softmax', [a, b])).toBeCloseTo(sigma(a - b), 12);
  },
  'sigmoid-symmetry': () => {
    const f = curve('sigmoid');
    agree(
      (x) => 1 - f(x),
      (x) => f(-x),
    );
  },
  'sigmoid-slope-is-nearly-gaussian': () => {
    const bump: Curve = (x) => Math.exp(-(x * x) / (2 * 1.56 ** 2)) / 4;
    let largest = 0;
    for (let x = -20; x <= 20; x += 0.001) largest = Math.max(largest, Math.abs(slope('sigmoid')(x) - bump(x)));
    expect(largest).toBeLessThan(0.01);
    expect(largest).toBeGreaterThan(0.008);
  },
  'hard-sigmoid-approximates-sigmoid': () => {
    agree(curve('hard_sigmoid'), (x) => clip(x + 3, 0, 6) / 6);
    differAsStated('hard-sigmoid-approximates-sigmoid', sigma, curve('hard_sigmoid'));
  },
  'hard-sigmoid-is-shifted-relu6': () => {
    const six = curve('relu6');
    agree(curve('hard_sigmoid'), (x) => six(x + 3) / 6);
  },
  'hard-sigmoid-02-approximates-sigmoid': () => {
    agree(curve('hard_sigmoid_02'), (x) => clip(x / 5 + 0.5, 0, 1));
    differAsStated('hard-sigmoid-02-approximates-sigmoid', sigma, curve('hard_sigmoid_02'));
  },
  'sparse-sigmoid-is-two-class-sparsemax': () => {
    agree(
      (x) => first('sparsemax', [x, 0]),
      (x) => clip((x + 1) / 2, 0, 1),
    );
    agree(curve('sparse_sigmoid'), (x) => first('sparsemax', [x, 0]));
  },
  'sparse-sigmoid-is-slope-of-sparse-plus': () => {
    agree(slope('sparse_plus'), (x) => clip((x + 1) / 2, 0, 1));
    agree(slope('sparse_plus'), curve('sparse_sigmoid'));
  },
  'log-sigmoid-is-softplus': () => {
    const f = curve('softplus');
    agree(curve('log_sigmoid'), (x) => -f(-x));
    agree(curve('log_sigmoid'), (x) => Math.log(sigma(x)));
  },
  'log-sigmoid-slope': () => {
    agree(slope('log_sigmoid'), (x) => sigma(-x));
  },
  'laplace-is-error-function': () => {
    const errorFunction = curve('erf');
    agree(curve('laplace', { mu: 0.3, sigma: 1.7 }), (x) => 0.5 + 0.5 * errorFunction((x - 0.3) / (1.7 * Math.SQRT2)));
  },
  'sigmoid-range-is-stretched-sigmoid': () => {
    agree(curve('sigmoid_range', { low: 1, high: 5.5 }), (x) => 1 + 4.5 * sigma(x));
  },
  'gelu-from-error-function': () => {
    const errorFunction = curve('erf');
    agree(curve('gelu'), (x) => (x / 2) * (1 + errorFunction(x / Math.SQRT2)));
  },
  'error-function-slope-is-gaussian': () => {
    agree(slope('erf'), (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x));
    const bump = curve('gaussian');
    agree(slope('erf'), (x) => (2 / Math.sqrt(Math.PI)) * bump(x));
  },
  'logit-inverts-sigmoid': () => {
    const f = curve('logit');
    agree(
      (x) => f(sigma(x)),
      (x) => x,
      inputs.filter((x) => Math.abs(x) < 8),
    );
  },
  'tanh-slope': () => {
    agree(slope('tanh'), (x) => 1 - Math.tanh(x) ** 2);
    expect(slope('tanh')(0) / slope('sigmoid')(0)).toBe(4);
  },
  'tanh-is-odd': () => {
    const f = curve('tanh');
    agree(
      (x) => f(-x),
      (x) => -f(x),
    );
  },
  'hard-tanh-approximates-tanh': () => {
    agree(curve('hard_tanh'), (x) => clip(x, -1, 1));
    differAsStated('hard-tanh-approximates-tanh', Math.tanh, curve('hard_tanh'));
  },
  'hard-tanh-is-stretched-sparse-sigmoid': () => {
    const half = curve('sparse_sigmoid');
    agree(curve('hard_tanh'), (x) => 2 * half(x) - 1);
  },
  'lecun-tanh-fixed-points': () => {
    expect(curve('lecun_tanh')(1)).toBeCloseTo(1, 4);
    expect(curve('lecun_tanh')(1)).toBeCloseTo(1.7159 * Math.tanh(2 / 3), 12);
  },
  'arctan-slope': () => {
    agree(slope('arctan'), (x) => 1 / (1 + x * x));
  },
  'softsign-slope': () => {
    const f = curve('softsign');
    agree(slope('softsign'), (x) => (1 - Math.abs(f(x))) ** 2);
  },
  'softsign-near-tanh': () => {
    agree(curve('softsign'), (x) => x / (1 + Math.abs(x)));
    differAsStated('softsign-near-tanh', Math.tanh, curve('softsign'));
  },
  'isru-slope': () => {
    agree(slope('isru', { alpha: 2.5 }), (x) => (1 + 2.5 * x * x) ** -1.5);
  },
  'tanhshrink-is-rest-of-tanh': () => {
    agree(curve('tanhshrink'), (x) => x - Math.tanh(x));
  },
  'tanhshrink-slope': () => {
    agree(slope('tanhshrink'), (x) => Math.tanh(x) ** 2);
  },
  'softshrink-is-two-relus': () => {
    agree(curve('softshrink', { lambd: 0.9 }), (x) => relu(x - 0.9) - relu(-x - 0.9));
  },
  'softshrink-is-rest-of-clipping': () => {
    agree(curve('softshrink', { lambd: 1 }), (x) => x - clip(x, -1, 1));
  },
  'hardshrink-and-softshrink': () => {
    const [hard, soft] = [curve('hardshrink', { lambd: 0.6 }), curve('softshrink', { lambd: 0.6 })];
    agree(
      (x) => hard(x) - soft(x),
      (x) => 0.6 * Math.sign(x),
      inputs.filter((x) => Math.abs(x) > 0.6),
    );
  },
  'shrink-is-hard-or-soft': () => {
    agree(curve('shrink', { lambd: 0.6, bias: 0.6 }), (x) => Math.sign(x) * Math.max(Math.abs(x) - 0.6, 0));
    agree(curve('shrink', { lambd: 0.6, bias: 0 }), curve('hardshrink', { lambd: 0.6 }));
  },
  'relu-is-maxout': () => {
    agree(curve('relu'), (x) => first('maxout', [x, 0]));
  },
  'relu-and-softplus': () => {
    for (const x of inputs) expect(softplus(x)).toBeGreaterThan(relu(x));
    agree(curve('softplus'), softplus);
    differAsStated('relu-and-softplus', curve('softplus'), curve('relu'));
  },
  'relu-pair-is-identity': () => {
    const part = curve('relu');
    agree(
      (x) => part(x) - part(-x),
      (x) => x,
    );
  },
  'relu6-is-capped-relu': () => {
    agree(curve('relu6'), (x) => Math.min(relu(x), 6));
  },
  'clipped-relu-is-capped-relu': () => {
    agree(curve('clipped_relu', { max_value: 2.5 }), (x) => Math.min(relu(x), 2.5));
    agree(curve('clipped_relu', { max_value: 6 }), curve('relu6'));
  },
  'leaky-relu-is-maxout': () => {
    agree(curve('leaky_relu', { negative_slope: 0.2 }), (x) => first('maxout', [x, 0.2 * x]));
  },
  'leaky-relu-limits': () => {
    agree(curve('leaky_relu', { negative_slope: 0 }), curve('relu'));
    agree(curve('leaky_relu', { negative_slope: 1 }), curve('identity'));
    agree(curve('leaky_relu', { negative_slope: 0.25 }), curve('prelu', { a: 0.25 }));
  },
  'leaky-relu-mixes-relu-and-identity': () => {
    agree(curve('leaky_relu', { negative_slope: 0.2 }), (x) => 0.8 * relu(x) + 0.2 * x);
  },
  'prelu-is-maxout': () => {
    agree(curve('prelu', { a: 0.4 }), (x) => first('maxout', [x, 0.4 * x]));
  },
  'prelu-is-leaky-relu': () => {
    agree(curve('prelu', { a: 0.4 }), (x) => Math.max(0, x) + 0.4 * Math.min(0, x));
    agree(curve('prelu', { a: 0 }), curve('relu'));
  },
  'rrelu-is-leaky-relu': () => {
    agree(curve('rrelu', { lower: 0.1, upper: 0.5 }), curve('leaky_relu', { negative_slope: 0.3 }));
  },
  'crelu-halves-give-input-and-size': () => {
    for (const x of inputs) {
      const [positive = Number.NaN, negative = Number.NaN] = apply('crelu', [x]);
      expect(positive - negative).toBe(x);
      expect(positive + negative).toBe(Math.abs(x));
    }
  },
  'threshold-zero-is-relu': () => {
    agree(curve('threshold', { threshold: 0, value: 0 }), curve('relu'));
  },
  'thresholded-relu-zero-is-relu': () => {
    agree(curve('thresholded_relu', { theta: 0 }), curve('relu'));
  },
  'relu-squared-slope': () => {
    agree(slope('relu_squared'), (x) => 2 * relu(x));
  },
  'relu-squared-gates-itself': () => {
    agree(curve('relu_squared'), (x) => x * relu(x));
  },
  'star-relu-standardizes': () => {
    const scale = 1 / Math.sqrt(5 / 4);
    const [s, b] = [/s = (\S+) /, /b = (\S+),/].map((pattern) =>
      Number(pattern.exec(relations.get('star-relu-standardizes')?.text() ?? '')?.[1]?.replace('−', '-')),
    );
    expect(s).toBeCloseTo(scale, 4);
    expect(b).toBeCloseTo(-scale / 2, 4);
    const f = curve('star_relu', { s: scale, b: -scale / 2 });
    expect(expectation(f)).toBeCloseTo(0, 6);
    expect(expectation((x) => f(x) ** 2)).toBeCloseTo(1, 6);
  },
  'star-relu-is-scaled-squared-relu': () => {
    agree(curve('star_relu', { s: 0.7, b: -0.2 }), (x) => 0.7 * relu(x) ** 2 - 0.2);
  },
  'elu-and-celu-agree-at-one': () => {
    agree(curve('elu', { alpha: 1 }), curve('celu', { alpha: 1 }));
    expect(curve('elu', { alpha: 2 })(-1)).not.toBeCloseTo(curve('celu', { alpha: 2 })(-1), 2);
  },
  'selu-is-scaled-elu': () => {
    const [alpha, scale] = [1.6732632423543772, 1.0507009873554805];
    const f = curve('elu', { alpha });
    agree(curve('selu'), (x) => scale * f(x));
    expect(relations.get('selu-is-scaled-elu')?.text()).toContain(`${alpha.toFixed(3)}, times ${scale.toFixed(3)}`);
  },
  'elu-slope-on-the-left': () => {
    const f = curve('elu', { alpha: 1.4 });
    agree(
      slope('elu', { alpha: 1.4 }),
      (x) => f(x) + 1.4,
      inputs.filter((x) => x < 0),
    );
  },
  'celu-scales': () => {
    const f = curve('celu', { alpha: 1 });
    agree(curve('celu', { alpha: 1.8 }), (x) => 1.8 * f(x / 1.8));
  },
  'selu-fixed-point': () => {
    const f = curve('selu');
    expect(expectation(f)).toBeCloseTo(0, 5);
    expect(expectation((x) => f(x) ** 2)).toBeCloseTo(1, 5);
  },
  'xielu-slope': () => {
    const args = { alpha_p: 0.8, alpha_n: 0.6, beta: 0.5 };
    agree(slope('xielu', args), (x) => (x > 0 ? 1.6 * x + 0.5 : 0.6 * Math.expm1(x) + 0.5));
  },
  'gelu-is-expected-dropout': () => {
    const f = curve('gelu');
    for (const x of [-1.3, 0.4, 2.1]) {
      const probability = expectation((z) => (z <= x ? 1 : 0));
      expect(f(x)).toBeCloseTo(x * probability, 3);
    }
  },
  'exact-and-tanh-gelu': () => {
    agree(
      curve('gelu_tanh'),
      (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
      inputs.filter((x) => x > -3),
    );
    differAsStated('exact-and-tanh-gelu', curve('gelu'), curve('gelu_tanh'));
  },
  'quick-gelu-approximates-gelu': () => {
    agree(curve('quick_gelu'), (x) => x * sigma(1.702 * x));
    differAsStated('quick-gelu-approximates-gelu', curve('gelu'), curve('quick_gelu'));
  },
  'gelu-near-relu': () => {
    differAsStated('gelu-near-relu', curve('gelu'), curve('relu'));
    differAsStated('gelu-near-relu', curve('gelu_tanh'), curve('relu'));
  },
  'quick-gelu-is-scaled-silu': () => {
    const f = curve('silu');
    agree(curve('quick_gelu'), (x) => f(1.702 * x) / 1.702);
    agree(curve('quick_gelu'), curve('swish_beta', { beta: 1.702 }));
  },
  'gelu-10-is-clipped-gelu': () => {
    const f = curve('gelu');
    agree(curve('gelu_10'), (x) => Math.min(f(x), 10));
  },
  'silu-gates-itself': () => {
    agree(curve('silu'), (x) => x * sigma(x));
  },
  'swish-limits': () => {
    agree(curve('swish_beta', { beta: 0 }), (x) => x / 2);
    agree(curve('swish_beta', { beta: 1 }), curve('silu'));
    agree(curve('swish_beta', { beta: 1e4 }), curve('relu'));
  },
  'hard-swish-near-silu': () => {
    agree(curve('hard_swish'), (x) => (x / 6) * clip(x + 3, 0, 6));
    differAsStated('hard-swish-near-silu', curve('silu'), curve('hard_swish'));
    const gap: Curve = (x) => Math.abs(curve('silu')(x) - curve('hard_swish')(x));
    expect(gap(3)).toBeCloseTo(gap(-3), 9);
    expect(gap(3)).toBeGreaterThan(Math.max(gap(2.9), gap(3.1)));
  },
  'silu-minimum': () => {
    const lowest = -1.2784645427610738;
    expect(slope('silu')(lowest)).toBeCloseTo(0, 9);
    expect(curve('silu')(lowest)).toBeCloseTo(lowest + 1, 9);
    expect(relations.get('silu-minimum')?.text()).toContain(lowest.toFixed(3).replace('-', '−'));
  },
  'swish-is-scaled-silu': () => {
    const f = curve('silu');
    agree(curve('swish_beta', { beta: 2.3 }), (x) => f(2.3 * x) / 2.3);
  },
  'hard-swish-gates-itself': () => {
    const gate = curve('hard_sigmoid');
    agree(curve('hard_swish'), (x) => x * gate(x));
  },
  'mish-gates-itself': () => {
    agree(curve('mish'), (x) => x * Math.tanh(softplus(x)));
  },
  'mish-near-silu': () => {
    differAsStated('mish-near-silu', curve('mish'), curve('silu'));
  },
  'hard-mish-near-mish': () => {
    agree(curve('hard_mish'), (x) => (x / 2) * clip(x + 2, 0, 2));
    differAsStated('hard-mish-near-mish', curve('mish'), curve('hard_mish'));
  },
  'lisht-near-absolute-value': () => {
    agree(curve('lisht'), (x) => x * Math.tanh(x));
    differAsStated('lisht-near-absolute-value', curve('abs'), curve('lisht'));
  },
  'tanhexp-near-mish': () => {
    agree(curve('tanhexp'), (x) => x * Math.tanh(Math.exp(x)));
    differAsStated('tanhexp-near-mish', curve('mish'), curve('tanhexp'));
  },
  'softplus-slope-is-sigmoid': () => {
    agree(slope('softplus', { beta: 1.5 }), (x) => sigma(1.5 * x));
    agree(slope('softplus'), curve('sigmoid'));
  },
  'softplus-pair-is-identity': () => {
    const f = curve('softplus');
    agree(
      (x) => f(x) - f(-x),
      (x) => x,
    );
  },
  'softplus-is-log-sigmoid': () => {
    const f = curve('log_sigmoid');
    agree(curve('softplus'), (x) => -f(-x));
  },
  'squareplus-zero-is-relu': () => {
    agree(curve('squareplus', { b: 0 }), curve('relu'));
  },
  'squareplus-near-softplus': () => {
    for (const x of inputs) expect(curve('squareplus', { b: 4 })(x)).toBeGreaterThanOrEqual(softplus(x));
    differAsStated('squareplus-near-softplus', curve('squareplus', { b: 4 }), curve('softplus'));
  },
  'sparse-plus-near-relu': () => {
    agree(
      curve('sparse_plus'),
      relu,
      inputs.filter((x) => Math.abs(x) > 1),
    );
    for (const x of inputs) expect(curve('sparse_plus')(x)).toBeGreaterThanOrEqual(relu(x));
    differAsStated('sparse-plus-near-relu', curve('sparse_plus'), curve('relu'));
  },
  'sqrt-softplus-squared': () => {
    const f = curve('sqrt_softplus');
    agree((x) => f(x) ** 2, softplus);
  },
  'logcosh-slope-is-tanh': () => {
    agree(slope('logcosh'), Math.tanh);
  },
  'logcosh-is-softplus': () => {
    agree(curve('logcosh'), (x) => softplus(2 * x) - x - Math.LN2);
  },
  'exponential-is-its-slope': () => {
    agree(slope('exponential'), Math.exp);
    agree(slope('exponential'), curve('exponential'));
  },
  'softmax-normalizes-exponentials': () => {
    const f = curve('exponential');
    const total = sum(logits.map(f));
    agreeVectors(
      apply('softmax', logits),
      logits.map((x) => f(x) / total),
    );
  },
  'bent-identity-slopes': () => {
    agree(slope('bent_identity'), (x) => 1 + x / (2 * Math.sqrt(x * x + 1)));
    expect(slope('bent_identity')(-1e6)).toBeCloseTo(0.5, 9);
    expect(slope('bent_identity')(1e6)).toBeCloseTo(1.5, 9);
  },
  'sine-slope-is-shifted-sine': () => {
    agree(slope('sine', { omega_0: 1 }), (x) => Math.sin(x + Math.PI / 2));
  },
  'snake-keeps-the-trend': () => {
    const wave = curve('sine', { omega_0: 2.5 });
    agree(curve('snake', { a: 2.5 }), (x) => x + wave(x) ** 2 / 2.5);
  },
  'cosine-is-shifted-sine': () => {
    const f = curve('sine', { omega_0: 1 });
    agree(curve('cosine'), (x) => f(x + Math.PI / 2));
  },
  'snake-is-line-plus-wave': () => {
    agree(curve('snake', { a: 0.8 }), (x) => x + (1 - Math.cos(1.6 * x)) / 1.6);
  },
  'snake-slope': () => {
    agree(slope('snake', { a: 0.8 }), (x) => 1 + Math.sin(1.6 * x));
  },
  'snake-beta-with-equal-parameters': () => {
    agree(curve('snake_beta', { alpha: 1.3, beta: 1.3 }), curve('snake', { a: 1.3 }));
  },
  'gaussian-slope': () => {
    const f = curve('gaussian', { scale: 1.4 });
    agree(slope('gaussian', { scale: 1.4 }), (x) => (-x / 1.4 ** 2) * f(x));
    const steepness: Curve = (x) => Math.abs(slope('gaussian', { scale: 1.4 })(x));
    expect(steepness(1.4)).toBeGreaterThan(Math.max(steepness(1.39), steepness(1.41)));
  },
  'softmax-ignores-a-shift': () => {
    agreeVectors(
      apply(
        'softmax',
        logits.map((x) => x + 7.5),
      ),
      apply('softmax', logits),
    );
    agreeVectors(
      apply(
        'softmin',
        logits.map((x) => x + 7.5),
      ),
      apply('softmin', logits),
    );
  },
  'softmax-sharpens-to-hardmax': () => {
    agreeVectors(
      apply(
        'softmax',
        logits.map((x) => 1e3 * x),
      ),
      apply('hardmax', logits),
    );
  },
  'log-softmax-is-logarithm': () => {
    const shift = Math.log(sum(exponentials(logits)));
    agreeVectors(
      apply('log_softmax', logits),
      logits.map((x) => x - shift),
    );
    agreeVectors(apply('log_softmax', logits), apply('softmax', logits).map(Math.log));
  },
  'softmax-slope': () => {
    const activation = getActivation('softmax');
    if (activation.kind !== 'vector') throw new Error('softmax acts on vectors');
    const p = softmax(logits);
    activation.jacobian(logits, resolveParameters(activation, {})).forEach((row, i) => {
      agreeVectors(
        row,
        p.map((pj, j) => (p[i] ?? Number.NaN) * ((i === j ? 1 : 0) - pj)),
      );
    });
  },
  'log-softmax-twice': () => {
    agreeVectors(apply('log_softmax', apply('log_softmax', logits)), apply('log_softmax', logits));
  },
  'log-softmax-of-two-is-log-sigmoid': () => {
    const f = curve('log_sigmoid');
    agree(
      (x) => first('log_softmax', [x, 1.1]),
      (x) => f(x - 1.1),
    );
  },
  'softmin-is-softmax-of-negatives': () => {
    agreeVectors(
      apply('softmin', logits),
      apply(
        'softmax',
        logits.map((x) => -x),
      ),
    );
  },
  'softmax-2d-is-softmax-over-channels': () => {
    agreeVectors(apply('softmax2d', logits), apply('softmax', logits));
  },
  'gumbel-softmax-without-noise': () => {
    agreeVectors(apply('gumbel_softmax', logits, { tau: 2 }), softmax(logits.map((x) => x / 2)));
  },
  'sparsemax-ignores-a-shift': () => {
    agreeVectors(
      apply(
        'sparsemax',
        logits.map((x) => x + 7.5),
      ),
      apply('sparsemax', logits),
    );
  },
  'quiet-softmax-has-a-silent-class': () => {
    agreeVectors(apply('quiet_softmax', logits), softmax([...logits, 0]).slice(0, -1));
  },
  'quiet-softmax-of-one-is-sigmoid': () => {
    agree((x) => first('quiet_softmax', [x]), sigma);
  },
  'maxout-is-convex': () => {
    const points = Array.from({ length: 81 }, (_, i) => -4 + i / 10);
    for (const x of [-3.21, -0.44, 0.37, 2.93]) {
      const tangents = points.map((p) => p * p + 2 * p * (x - p));
      expect(first('maxout', tangents, { groups: tangents.length })).toBeCloseTo(x * x, 2);
    }
  },
  'solu-gates-by-softmax': () => {
    const p = softmax(logits);
    agreeVectors(
      apply('solu', logits),
      logits.map((x, i) => x * (p[i] ?? Number.NaN)),
    );
  },
  'glu-with-one-half-is-silu': () => {
    agree((x) => first('glu', [x, x]), curve('silu'));
  },
  'gated-family': () => {
    agree(
      (b) => first('glu', [0.7, b]),
      (b) => 0.7 * sigma(b),
    );
    agree(
      (a) => first('reglu', [a, 0.7]),
      (a) => relu(a) * 0.7,
    );
    agree(
      (a) => first('geglu', [a, 0.7]),
      (a) => curve('gelu')(a) * 0.7,
    );
    agree(
      (a) => first('swiglu', [a, 0.7]),
      (a) => curve('silu')(a) * 0.7,
    );
    agree(
      (a) => first('bilinear_glu', [a, 0.7]),
      (a) => a * 0.7,
    );
  },
  'swiglu-is-silu-times-second-half': () => {
    agree(
      (a) => first('swiglu', [a, 1.3]),
      (a) => a * sigma(a) * 1.3,
    );
  },
  'geglu-is-gelu-times-second-half': () => {
    const gate = curve('gelu');
    agree(
      (a) => first('geglu', [a, 1.3]),
      (a) => gate(a) * 1.3,
    );
  },
  'reglu-is-relu-times-second-half': () => {
    agree((x) => first('reglu', [x, x]), curve('relu_squared'));
  },
  'sreglu-is-squared-relu-times-second-half': () => {
    agree(
      (a) => first('sreglu', [a, 1.3]),
      (a) => relu(a) ** 2 * 1.3,
    );
  },
  'clamped-swiglu-is-quick-gelu-gate': () => {
    const gate = curve('quick_gelu');
    agree(
      (g) => first('clamped_swiglu', [g, 0.4]),
      (g) => gate(g) * 1.4,
      inputs.filter((x) => x < 7),
    );
  },
  'bilinear-square': () => {
    agree(
      (x) => first('bilinear_glu', [x, x]),
      (x) => x * x,
    );
  },
};

describe('relations', () => {
  it('checks every formula, and no formula that is gone', () => {
    const formulas = [...relations.values()].filter(({ latex }) => latex !== undefined).map(({ id }) => id);
    expect(Object.keys(checks).sort()).toEqual(formulas.sort());
  });

  it('shows the same formula wherever it shows the same relation', () => {
    for (const id of ids) {
      for (const relation of getKnowledge(id).relations) {
        const known = relations.get(relation.id)?.latex;
        // A shared fact may be told from either side, but only of one and the same equation.
        if (relation.latex !== known) expect(sharedFromBothSides).toContain(relation.id);
      }
    }
  });

  it.each(Object.entries(checks))('%s holds', (_id, check) => {
    check();
  });
});

/** Named after the function whose card shows them: f on its own card, by name on the other. */
const sharedFromBothSides = ['hard-sigmoid-is-shifted-relu6', 'sparse-sigmoid-is-two-class-sparsemax'];
