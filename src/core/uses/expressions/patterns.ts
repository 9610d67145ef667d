import type { ActivationId } from '../../activations';
import type { ArgumentValue } from '../../text';

/**
 * How surely an expression is meant as an activation wherever it stands.
 * `sure`: nothing else is written like that. `suggestive`: in a file about networks it is. `everyday`: it is a function
 * of daily life (a clipped image, an angle's sine) unless its place says otherwise.
 */
export type Evidence = 'sure' | 'suggestive' | 'everyday';

/** One way to write an activation out by hand. */
export interface Pattern {
  readonly activation: ActivationId;
  /** Python without modules. `x` is the input; `a` and `b` are the two halves of a gated unit; others are parameters. */
  readonly text: string;
  readonly evidence: Evidence;
  /** Catalogue parameter → the name that stands for it in `text`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Catalogue parameters that the expression fixes. */
  readonly fixed?: Readonly<Record<string, ArgumentValue>>;
  /** Catalogue parameters to be computed from the numbers in the expression. */
  readonly derived?: Readonly<Record<string, (values: Readonly<Record<string, number>>) => number>>;
}

interface Details extends Omit<Pattern, 'activation' | 'text' | 'evidence'> {
  readonly evidence?: Evidence;
}

function pattern(activation: ActivationId, text: string, { evidence = 'sure', ...details }: Details = {}): Pattern {
  return { activation, text, evidence, ...details };
}

const suggestive = { evidence: 'suggestive' } as const;
const everyday = { evidence: 'everyday' } as const;
const softplus = { fixed: { beta: 1, threshold: Infinity } } as const;

/**
 * The first pattern that fits counts, so special cases stand before general ones. `functions.ts` turns other spellings
 * of the same into these: `x / (1 + exp(-x))` is `x * sigmoid(x)`, `relu6(x)` is `clip(x, 0, 6)`, `log1p(exp(x))` is
 * `softplus(x)`, `maximum(0, x)` is `relu(x)`.
 */
export const patterns: readonly Pattern[] = [
  // A sigmoid of the input, and what is made of it.
  pattern('gelu_tanh', 'x * sigmoid(2 * sqrt(2 / pi) * (x + 0.044715 * x**3))'),
  pattern('quick_gelu', 'x * sigmoid(1.702 * x)', { fixed: { alpha: 1.702 } }),
  pattern('silu', 'x * sigmoid(x)'),
  pattern('swish_beta', 'x * sigmoid(beta * x)', { parameters: { beta: 'beta' } }),
  pattern('clamped_swiglu', '(b + 1) * a * sigmoid(alpha * a)', { parameters: { alpha: 'alpha' } }),
  pattern('tanh', '2 * sigmoid(2 * x) - 1'),
  pattern('sigmoid_range', 'sigmoid(x) * (high - low) + low', { parameters: { low: 'low', high: 'high' } }),
  pattern('log_sigmoid', 'log(sigmoid(x))'),
  pattern('log_sigmoid', '-softplus(-x)', suggestive),
  pattern('sigmoid', 'sigmoid(x)'),
  pattern('sigmoid', 'exp(x) / (1 + exp(x))'),
  pattern('sigmoid', '0.5 * (1 + tanh(0.5 * x))'),

  // The hyperbolic tangent, and what is made of it.
  pattern('gelu_tanh', '0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3)))'),
  pattern('gelu_tanh', '0.5 * x * (1 + tanh(sqrt(2 / pi) * x * (1 + 0.044715 * x**2)))'),
  pattern('mish', 'x * tanh(softplus(x))'),
  pattern('tanhexp', 'x * tanh(exp(x))'),
  pattern('lisht', 'x * tanh(x)'),
  pattern('tanhshrink', 'x - tanh(x)'),
  pattern('lecun_tanh', '1.7159 * tanh(2 / 3 * x)', { fixed: { scale: 1.7159, slope: 2 / 3 } }),
  pattern('tanh', '(exp(x) - exp(-x)) / (exp(x) + exp(-x))'),
  pattern('tanh', '(exp(2 * x) - 1) / (exp(2 * x) + 1)'),
  pattern('tanh', '(1 - exp(-2 * x)) * sigmoid(2 * x)'),
  pattern('tanh', 'sinh(x) / cosh(x)', suggestive),
  pattern('tanh', 'tanh(x)', suggestive),

  // Normal distributions.
  pattern('gelu', '0.5 * x * (1 + erf(x / sqrt(2)))'),
  pattern('gelu', 'x * ndtr(x)'),
  pattern('gelu', 'x * (0.5 + 0.5 * erf(x / sqrt(2)))'),
  pattern('gaussian', 'exp(-0.5 * (x / sigma)**2)', { ...everyday, parameters: { scale: 'sigma' } }),
  pattern('gaussian', 'exp(-(x / sigma)**2)', {
    ...everyday,
    derived: { scale: ({ sigma = NaN }) => Math.abs(sigma) * Math.SQRT1_2 },
  }),
  pattern('gaussian', 'exp(-(gamma * x)**2)', {
    ...everyday,
    derived: { scale: ({ gamma = NaN }) => Math.SQRT1_2 / Math.abs(gamma) },
  }),
  pattern('gaussian', 'exp(-x**2)', { ...everyday, fixed: { scale: Math.SQRT1_2 } }),
  pattern('gaussian', 'exp(-0.5 * x**2)', { ...everyday, fixed: { scale: 1 } }),
  pattern('gaussian', 'exp(-0.5 * x**2 / sigma**2)', { ...everyday, parameters: { scale: 'sigma' } }),
  pattern('gaussian', 'exp(-x**2 / sigma**2)', {
    ...everyday,
    derived: { scale: ({ sigma = NaN }) => Math.abs(sigma) * Math.SQRT1_2 },
  }),
  pattern('gaussian', 'exp(-gamma * x**2)', {
    ...everyday,
    derived: { scale: ({ gamma = NaN }) => 1 / Math.sqrt(2 * gamma) },
  }),

  // Softplus, and what is made of logarithms.
  pattern('softplus', 'softplus(beta * x) / beta', { parameters: { beta: 'beta' }, fixed: { threshold: Infinity } }),
  pattern('sqrt_softplus', 'sqrt(softplus(x))'),
  pattern('softplus', 'relu(x) + softplus(-abs(x))', softplus),
  pattern('softplus', 'softplus(x)', { ...softplus, ...suggestive }),
  pattern('softplus', 'logaddexp(0, x)', { ...softplus, ...suggestive }),
  pattern('log_softmax', 'x - logsumexp(x)'),
  pattern('log_softmax', 'x - log(sum(exp(x)))'),
  pattern('log_softmax', 'log(exp(x) / sum(exp(x)))'),
  pattern('logcosh', 'log(cosh(x))', suggestive),

  // Softmax.
  pattern('softmin', 'exp(-x) / sum(exp(-x))'),
  pattern('softmax', 'exp(x) / sum(exp(x))'),
  pattern('softmax', 'exp(x - logsumexp(x))'),
  pattern('quiet_softmax', 'exp(x) / (1 + sum(exp(x)))'),
  pattern('solu', 'x * softmax(x)'),

  // Quotients and roots.
  pattern('softsign', 'x / (1 + abs(x))'),
  pattern('isru', 'x / sqrt(1 + x**2)', { ...suggestive, fixed: { alpha: 1 } }),
  pattern('isru', 'x / sqrt(1 + alpha * x**2)', { ...suggestive, parameters: { alpha: 'alpha' } }),
  pattern('bent_identity', 'x + 0.5 * (sqrt(x**2 + 1) - 1)'),
  pattern('squareplus', '0.5 * (x + sqrt(x**2 + c))', { parameters: { b: 'c' }, ...suggestive }),

  // Clipped lines.
  pattern('hard_swish', 'x * clip(x + 3, 0, 6) / 6'),
  pattern('hard_swish', 'x * clip(x / 6 + 0.5, 0, 1)'),
  pattern('hard_swish', 'x * hard_sigmoid(x)'),
  pattern('hard_mish', '0.5 * x * clip(x + 2, 0, 2)'),
  pattern('hard_sigmoid', 'clip(x + 3, 0, 6) / 6'),
  pattern('hard_sigmoid', 'clip(x / 6 + 0.5, 0, 1)'),
  pattern('hard_sigmoid_02', 'clip(0.2 * x + 0.5, 0, 1)', { fixed: { alpha: 0.2, beta: 0.5 } }),
  pattern('relu6', 'clip(x, 0, 6)'),
  pattern('hard_tanh', 'clip(x, -1, 1)', { ...everyday, fixed: { min_val: -1, max_val: 1 } }),

  // Rectifiers.
  pattern('crelu', 'concatenate(relu(x), relu(-x))'),
  pattern('star_relu', 's * relu(x)**2 + b', { parameters: { s: 's', b: 'b' } }),
  pattern('relu_squared', 'relu(x)**2'),
  pattern('relu', 'x * (x > 0)', suggestive),
  pattern('relu', '0.5 * (x + abs(x))', suggestive),
  pattern('relu', 'where(x > 0, x, 0)', everyday),
  pattern('relu', 'relu(x)', everyday),
  pattern('leaky_relu', 'maximum(x, alpha * x)', { ...suggestive, parameters: { negative_slope: 'alpha' } }),
  pattern('leaky_relu', 'where(x > 0, x, alpha * x)', { ...suggestive, parameters: { negative_slope: 'alpha' } }),
  pattern('leaky_relu', 'x * where(x > 0, 1, alpha)', { ...suggestive, parameters: { negative_slope: 'alpha' } }),
  pattern('leaky_relu', 'relu(x) + alpha * minimum(0, x)', { parameters: { negative_slope: 'alpha' } }),
  pattern('leaky_relu', 'relu(x) - alpha * relu(-x)', { parameters: { negative_slope: 'alpha' } }),
  pattern('elu', 'where(x > 0, x, exp(x) - 1)', { fixed: { alpha: 1 } }),
  pattern('elu', 'where(x > 0, x, alpha * (exp(x) - 1))', { parameters: { alpha: 'alpha' } }),
  pattern('elu', 'where(x > 0, x, exp(minimum(0, x)) - 1)', { fixed: { alpha: 1 } }),
  pattern('elu', 'where(x > 0, x, alpha * (exp(minimum(0, x)) - 1))', { parameters: { alpha: 'alpha' } }),
  pattern('elu', 'relu(x) + minimum(0, exp(x) - 1)', { fixed: { alpha: 1 } }),
  pattern('elu', 'relu(x) + minimum(0, alpha * (exp(x) - 1))', { parameters: { alpha: 'alpha' } }),
  pattern('celu', 'relu(x) + minimum(0, alpha * (exp(x / alpha) - 1))', { parameters: { alpha: 'alpha' } }),
  pattern('celu', 'where(x > 0, x, alpha * (exp(x / alpha) - 1))', { parameters: { alpha: 'alpha' } }),
  pattern('selu', 'scale * where(x > 0, x, alpha * (exp(x) - 1))', { parameters: { alpha: 'alpha', scale: 'scale' } }),
  pattern('selu', 'scale * (relu(x) + minimum(0, alpha * (exp(x) - 1)))', {
    parameters: { alpha: 'alpha', scale: 'scale' },
  }),
  pattern('softshrink', 'sign(x) * relu(abs(x) - lambd)', { parameters: { lambd: 'lambd' } }),
  pattern('hardshrink', 'where(abs(x) > lambd, x, 0)', { ...suggestive, parameters: { lambd: 'lambd' } }),
  pattern('hardshrink', 'x * (abs(x) > lambd)', { ...suggestive, parameters: { lambd: 'lambd' } }),
  pattern('step', 'where(x > 0, 1, 0)', { ...everyday, fixed: { threshold: 0 } }),
  pattern('step', 'cast(x > 0)', { ...everyday, fixed: { threshold: 0 } }),

  // Periodic functions.
  pattern('snake', 'x + sin(x)**2', { fixed: { a: 1 } }),
  pattern('snake', 'x + sin(a * x)**2 / a', { parameters: { a: 'a' } }),
  pattern('snake_beta', 'x + sin(alpha * x)**2 / beta', { parameters: { alpha: 'alpha', beta: 'beta' } }),
  pattern('snake_beta', 'x + sin(alpha * x)**2 / (beta + eps)', { parameters: { alpha: 'alpha', beta: 'beta' } }),
  pattern('sine', 'sin(omega * x)', { ...everyday, parameters: { omega_0: 'omega' } }),
  pattern('sine', 'sin(x)', { ...everyday, fixed: { omega_0: 1 } }),
  pattern('cosine', 'cos(x)', everyday),
  pattern('arctan', 'arctan(x)', everyday),
  pattern('abs', 'abs(x)', everyday),
  pattern('exponential', 'exp(x)', everyday),
];

/** Products of two halves of a layer; whether the halves are such is not in the expression but around it. */
export const gatedPatterns: readonly Pattern[] = [
  pattern('swiglu', 'silu(a) * b'),
  pattern('swiglu', 'a * sigmoid(a) * b'),
  pattern('geglu', 'gelu(a) * b'),
  pattern('sreglu', 'relu(a)**2 * b'),
  pattern('reglu', 'relu(a) * b'),
  pattern('glu', 'sigmoid(a) * b'),
  pattern('bilinear_glu', 'a * b', suggestive),
];

/** The larger of two affine maps of one input. */
export const maxoutPattern: Pattern = pattern('maxout', 'maximum(a, b)');
