import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPythonWithTorch } from '../unit/support/pythonWithTorch';

/**
 * What the pages of the rules say about PyTorch, against what PyTorch does: claims.py runs it. Each claim quotes the
 * page that makes it, so that neither can change without the other.
 */
interface Claim {
  /** The name of the function in claims.py. */
  readonly name: string;
  readonly rule: string;
  /** Words of the page of the rule. */
  readonly says: string;
  /** What the words mean for the observation; numbers are compared with this many decimals. */
  readonly means: unknown;
  readonly decimals?: number;
}

interface Run {
  readonly version: string;
  readonly observed: Readonly<Record<string, unknown>>;
}

const fails = 'RuntimeError';

const claims: readonly Claim[] = [
  claim(
    'add_in_place_after_relu_sigmoid_tanh_softmax_exp',
    'inplace-add-after-relu',
    'raises for `+=` and `*=` after ReLU, sigmoid, tanh, softmax and exp',
    [fails, fails, fails, fails, fails],
  ),
  claim(
    'multiply_in_place_after_relu_sigmoid_tanh_softmax_exp',
    'inplace-add-after-relu',
    'raises for `+=` and `*=` after ReLU, sigmoid, tanh, softmax and exp',
    [fails, fails, fails, fails, fails],
  ),
  claim('add_first_and_activate_then', 'inplace-add-after-relu', 'To add first and activate then is fine', null),
  claim(
    'relu_in_place_after_sigmoid_tanh_softmax_exp',
    'inplace-after-output-saving-op',
    'The gradients of sigmoid, tanh, softmax, exp, sqrt and ReLU are computed from their results',
    [fails, fails, fails, fails],
  ),
  claim(
    'add_in_place_after_square_root',
    'inplace-after-output-saving-op',
    'The gradients of sigmoid, tanh, softmax, exp, sqrt and ReLU are computed from their results',
    fails,
  ),
  claim(
    'add_in_place_after_leaky_elu_selu_celu_in_place',
    'inplace-after-output-saving-op',
    'those of leaky ReLU, ELU, SELU and CELU, too, where these are in place',
    [fails, fails, fails, fails],
  ),
  claim(
    'relu_in_place_after_linear_sum_product_gelu_silu_leaky',
    'inplace-after-output-saving-op',
    'After layers, sums, products, GELU, SiLU and leaky ReLU it is fine',
    [null, null, null, null, null, null],
  ),
  claim('shortcut_after_relu_in_place', 'inplace-corrupts-shortcut', 'computes the wrong sum without an error', [
    true,
    null,
  ]),
  claim(
    'full_backward_hook_on_relu_in_place',
    'inplace-with-hooks',
    'a full backward hook on `nn.ReLU(inplace=True)` raises',
    fails,
  ),
  claim('binary_cross_entropy_of_scores', 'bce-without-sigmoid', 'they raise a RuntimeError on the CPU', fails),
  claim('bias_before_batch_normalization', 'bias-before-batchnorm', 'its gradient is rounding', 0, 5),
  claim(
    'negative_slope_in_place',
    'leaky-slope-out-of-range',
    'a negative slope with `inplace=True` raises a `RuntimeError` in backward',
    fails,
  ),
  claim(
    'leaky_relu_of_true_is_identity',
    'bool-in-slope-slot',
    '`nn.LeakyReLU(True)` has the slope 1 and is the identity',
    true,
  ),
  claim(
    'relu_of_64_is_in_place',
    'number-in-inplace-slot',
    '`nn.ReLU(64)` is made without an error and works in place',
    [true, 0],
  ),
  claim('function_or_class_in_sequential', 'class-not-instance', 'a class or a function raises a `TypeError`', [
    'TypeError',
    'TypeError',
  ]),
  claim(
    'module_called_with_tensor_as_setting',
    'module-built-from-tensor',
    'are made without an error; then `linear()',
    [[], 'TypeError'],
  ),
  claim(
    'gelu_with_boolean_or_positional_word',
    'gelu-approximate-arg',
    'a boolean or a positional word raises a `TypeError`',
    ['TypeError', 'TypeError'],
  ),
  claim(
    'floor_of_double_softmax_for_10_classes',
    'softmax-into-cross-entropy',
    'ln((e + C − 1)/e) for C classes (1.461 for 10)',
    Math.log((Math.E + 9) / Math.E),
    4,
  ),
  claim(
    'cross_entropy_of_log_softmax_less_cross_entropy',
    'log-softmax-into-cross-entropy',
    'the difference of both losses is exactly 0',
    0,
  ),
  claim(
    'probabilities_behind_two_sigmoids',
    'sigmoid-into-bce-with-logits',
    'every probability lies between σ(0) = 0.5 and σ(1) = 0.731',
    [0.5, 0.731],
    3,
  ),
  claim(
    'loss_of_negatives_behind_two_sigmoids',
    'sigmoid-into-bce-with-logits',
    'their loss stays above ln 2 = 0.693',
    Math.LN2,
    4,
  ),
  claim(
    'nll_of_certain_right_and_wrong_probabilities',
    'nll-needs-log-probs',
    'Of probabilities the loss lies between −1 and 0',
    [-1, 0],
    6,
  ),
  claim('softmax_over_one_unit', 'softmax-over-one-unit', 'exp(x)/exp(x) = 1, with gradient 0', [
    [1, 1, 1],
    [0, 0, 0],
  ]),
  claim(
    'softmax_without_dim_in_3_dimensions',
    'softmax-without-dim',
    'of a tensor with three dimensions sums to 1 along dimension 0 and gives a `UserWarning`; `torch.softmax(x)` and `x.softmax()` raise a `TypeError`',
    [true, ['UserWarning'], 'TypeError', 'TypeError'],
  ),
  claim(
    'gain_of_gelu_silu_elu_mish_prelu',
    'unsupported-nonlinearity-in-init',
    'raise a `ValueError` for anything else, such as gelu, silu, elu, mish or prelu',
    Array(5).fill('ValueError'),
  ),
  claim(
    'kaiming_ratio_with_and_without_a_for_relu',
    'kaiming-a-ignored',
    'the same standard deviation with and without `a`',
    1,
  ),
  claim(
    'second_moment_of_selu_with_its_gain',
    'selu-gain',
    'over 16 layers the second moment falls to 0.071',
    0.071,
    2,
  ),
  claim(
    'dropout_alpha_dropout_rrelu_random_in_evaluation',
    'functional-training-flag',
    '`F.dropout` has `training=True` by default and drops after `eval()`, too',
    [true, false, false],
  ),
  claim(
    'alpha_dropout_rrelu_random_in_training',
    'functional-training-flag',
    '`F.alpha_dropout` and `F.rrelu` have `False` and never do anything random',
    [false, false],
  ),
  claim(
    'dropout_rrelu_made_in_forward_random_in_evaluation',
    'stateful-activation-in-forward',
    'dropout and RReLU stay random after `eval()`',
    [true, true],
  ),
  claim(
    'parameters_of_model_with_prelu_made_in_forward',
    'stateful-activation-in-forward',
    'A PReLU that is made in every call is no parameter of the model',
    0,
  ),
  claim(
    'slopes_of_shared_prelu_and_gradient_less_sum_over_places',
    'shared-prelu',
    'the network has one slope, whose gradient is the sum over both places',
    [1, 0],
    4,
  ),
  claim('log_of_sigmoid_at_minus_110', 'log-of-sigmoid', '`log(sigmoid(x))` breaks below about −88.7', ['-inf', 'nan']),
  claim('first_tenth_below_0_with_sigmoid_0', 'log-of-sigmoid', '`log(sigmoid(x))` breaks below about −88.7', -88.8, 5),
  claim('log_of_one_minus_sigmoid_at_17', 'log-of-sigmoid', '`log(1 - sigmoid(x))` is −∞ and its gradient NaN', [
    '-inf',
    'nan',
  ]),
  claim(
    'first_hundredth_with_sigmoid_1',
    'log-of-sigmoid',
    'From x = 16.64 on float32 stores the sigmoid as 1',
    16.64,
    5,
  ),
  claim(
    'log_of_softmax_at_gap_110',
    'log-of-softmax',
    '−∞ at a gap of 110, where `log_softmax` gives −110',
    ['-inf', -110, 'nan'],
    3,
  ),
  claim(
    'first_tenth_of_gap_with_softmax_0',
    'log-of-softmax',
    'Where a logit lies about 104 below the largest, float32 stores the probability as 0',
    104,
    0,
  ),
  claim(
    'written_sigmoid_at_minus_89',
    'hand-written-activation',
    '`1 / (1 + exp(-x))` still has the right value below −88.7, but its gradient is NaN',
    [0, 'nan'],
    6,
  ),
  claim(
    'first_tenth_below_0_with_nan_gradient_of_written_sigmoid',
    'hand-written-activation',
    'NaN gradients below −88.73',
    -88.8,
    5,
  ),
  claim(
    'written_softplus_at_100_and_minus_20',
    'hand-written-activation',
    '`log(1 + exp(x))` in float32 is infinite at 100, and 0 instead of 2.06e-9 at −20',
    ['inf', 0],
  ),
  claim(
    'slopes_at_0_of_relu_clamp_maximum',
    'hand-written-relu-gradient',
    '`torch.clamp`, `tf.maximum` let it pass (1); `torch.maximum`, `jnp.maximum` give one half',
    [0, 1, 0.5],
  ),
  claim(
    'loss_and_gradient_of_30_for_0_in_two_steps_and_in_one',
    'prefer-bce-with-logits',
    'the loss is 100 with gradient 0; with `BCEWithLogitsLoss` it is 30 with gradient 1',
    [100, 0, 30, 1],
  ),
  claim(
    'categorical_of_probabilities_as_logits',
    'distribution-parameter-form',
    '0.57, 0.22 and 0.21',
    [0.57, 0.22, 0.21],
    2,
  ),
  claim(
    'bernoulli_of_a_probability_as_logits',
    'distribution-parameter-form',
    '`Bernoulli(logits=sigmoid(−10))` has 0.500',
    0.5,
    3,
  ),
  claim(
    'likeliest_class_of_log_probabilities_as_probs',
    'distribution-parameter-form',
    'the least likely class becomes the likeliest',
    2,
  ),
  claim(
    'negative_scores_as_probs',
    'distribution-parameter-form',
    'Negative scores of a linear layer raise a ValueError',
    ['ValueError', 'ValueError'],
  ),
  claim(
    'loss_and_gradient_of_one_score_in_cross_entropy',
    'softmax-over-one-unit',
    'it is −ln 1 = 0 for every input and target, with gradient 0',
    [0, 0],
  ),
  claim('softmax_over_a_batch_of_one', 'softmax-over-batch-dim', 'alone it gives 1 for every class', [1, 1, 1]),
  claim('gradient_of_where_at_100_unbounded_and_bounded', 'where-nan-gradient', 'NaN gradient at x = 100', ['nan', 1]),
  claim('first_tenth_with_nan_gradient_of_where', 'where-nan-gradient', 'breaks from x = 88.7 on in float32', 88.8, 5),
];

function claim(name: string, rule: string, says: string, means: unknown, decimals?: number): Claim {
  return { name, rule, says, means, ...(decimals === undefined ? {} : { decimals }) };
}

function runClaims(python: string): Run {
  return JSON.parse(execFileSync(python, [join(import.meta.dirname, 'claims.py')], { encoding: 'utf8' })) as Run;
}

function readPage(rule: string): string {
  const page = readFileSync(join(import.meta.dirname, `../../docs/rules/${rule}.md`), 'utf8');
  return page.replace(/\s+/gu, ' ');
}

/** The value with its numbers as matchers that allow for rounding. */
function within(decimals: number, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((entry) => within(decimals, entry));
  }
  return typeof value === 'number' ? (expect.closeTo(value, decimals) as unknown) : value;
}

const python = findPythonWithTorch();
if (python === undefined) {
  console.warn('\n*** no Python with PyTorch is there: what the rules say about PyTorch is NOT checked ***\n');
}

describe('what the rules say about PyTorch', () => {
  it.each(claims)('is on the page: $name', ({ rule, says }) => {
    expect(readPage(rule)).toContain(says);
  });

  describe.skipIf(python === undefined)('and PyTorch does', () => {
    const run = python === undefined ? { version: '', observed: {} } : runClaims(python);

    it.each(claims)(`${run.version}: $name`, ({ name, means, decimals }) => {
      expect([run.observed[name]]).toEqual(decimals === undefined ? [means] : within(decimals, [means]));
    });

    it('gives a negative divergence for equal distributions', () => {
      expect(readPage('kl-div-needs-log-input')).toContain('negative even for two equal distributions');
      expect(run.observed['kl_div_of_equal_probabilities']).toBeLessThan(0);
    });

    it('has an expectation for everything that is run', () => {
      const expected = [...claims.map(({ name }) => name), 'kl_div_of_equal_probabilities'];
      expect(Object.keys(run.observed).sort()).toEqual(expected.sort());
    });
  });
});
