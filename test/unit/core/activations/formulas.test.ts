import { describe, expect, it } from 'vitest';
import { activations, isInDomain, resolveParameters } from '../../../../src/core/activations';
import type { Activation, ElementwiseActivation } from '../../../../src/core/activations/activation';
import type { Arguments } from '../../../../src/core/text';
import { evaluatorsOfLatex, evaluatorsOfText } from '../../support/formulas';
import type { Evaluator } from '../../support/formulas';

const elementwise = Object.values<Activation>(activations).filter((activation) => activation.kind === 'elementwise');

const POINTS = [-9.5, -4.75, -2.75, -1.625, -0.75, -0.0625, 0.03125, 0.1875, 0.375, 0.9375, 1.625, 2.75, 8.5];

/** Arguments beside the defaults; one set at least for every activation whose formula has parameters. */
const OTHER_ARGUMENTS: Readonly<Record<string, readonly Arguments[]>> = {
  step: [{ threshold: 0.5 }],
  hard_sigmoid_02: [
    { alpha: 0.35, beta: 0.2 },
    { alpha: -0.1, beta: 0.4 },
  ],
  laplace: [{ mu: -1.2, sigma: 2.4 }],
  sigmoid_range: [{ low: -2, high: 5.5 }],
  hard_tanh: [
    { min_val: -2, max_val: 3 },
    { min_val: 0.1, max_val: 0.5 },
  ],
  lecun_tanh: [{ scale: 2, slope: 0.3 }],
  isru: [{ alpha: 0.3 }, { alpha: 0 }],
  softshrink: [{ lambd: 1.5 }, { lambd: 0 }],
  hardshrink: [{ lambd: 1.5 }],
  shrink: [
    { lambd: 1.5, bias: 0.7 },
    { lambd: 0.4, bias: -0.5 },
  ],
  clipped_relu: [{ max_value: 2.5 }],
  leaky_relu: [{ negative_slope: 0.3 }, { negative_slope: 1.5 }, { negative_slope: -0.2 }],
  prelu: [{ a: 0.1 }, { a: -0.5 }],
  rrelu: [{ lower: 0.2, upper: 0.5 }],
  threshold: [
    { threshold: 1, value: -3 },
    { threshold: 0.1, value: 20 },
  ],
  thresholded_relu: [{ theta: 0.25 }],
  star_relu: [{ s: 0.8944, b: -0.4472 }],
  elu: [{ alpha: 0.5 }, { alpha: 3 }],
  celu: [{ alpha: 0.5 }, { alpha: 2 }],
  selu: [{ alpha: 1.5, scale: 1.1 }],
  xielu: [{ alpha_p: 0.3, alpha_n: 1.4, beta: 0.7 }],
  quick_gelu: [{ alpha: 1.5 }],
  gelu_10: [{ min: -0.1, max: 2 }],
  swish_beta: [{ beta: 2.5 }, { beta: -0.7 }, { beta: 0 }],
  softplus: [{ beta: 0.4 }, { beta: 2 }],
  squareplus: [{ b: 1 }, { b: 0 }],
  sine: [{ omega_0: 1 }, { omega_0: 2.5 }],
  snake: [{ a: 0.5 }, { a: -3 }],
  snake_beta: [{ alpha: 0.5, beta: 2 }],
  gaussian: [{ scale: 1 }, { scale: 2.5 }],
};

const cases = elementwise.flatMap((activation) =>
  [{}, ...(OTHER_ARGUMENTS[activation.id] ?? [])].map((args) => [activation.id, args, activation] as const),
);

/** The parameters under the names that the formula gives them: `\alpha_p` → `alpha_p`. */
function bindingsOf(activation: ElementwiseActivation, parameters: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    activation.parameters.flatMap(({ name, symbol }) =>
      symbol === undefined ? [] : [[symbol.replace('\\', ''), parameters[name] ?? Number.NaN]],
    ),
  );
}

function expectSame(
  evaluators: readonly Evaluator[],
  activation: ElementwiseActivation,
  args: Arguments,
  part: 'value' | 'derivative',
): void {
  const parameters = resolveParameters(activation, args);
  const bindings = bindingsOf(activation, parameters);
  const kinks = activation.kinks(parameters).map((kink) => kink.at);
  const points = POINTS.filter(
    (x) => isInDomain(activation, x, parameters) && !kinks.some((kink) => Math.abs(kink - x) < 1e-6),
  );
  expect(points.length).toBeGreaterThan(3);
  expect(evaluators.length).toBeGreaterThan(0);
  for (const x of points) {
    const expected = activation[part](x, parameters);
    for (const evaluate of evaluators) {
      const actual = evaluate({ ...bindings, x });
      expect(Math.abs(actual - expected), `${part} at ${x}: ${actual}, not ${expected}`).toBeLessThan(
        1e-10 * (1 + Math.abs(expected)),
      );
    }
  }
}

describe('formulas are the functions', () => {
  it('has other arguments for every activation whose formula has parameters', () => {
    const parameterized = elementwise.filter((one) => one.parameters.some(({ symbol }) => symbol !== undefined));
    expect(Object.keys(OTHER_ARGUMENTS).sort()).toEqual(parameterized.map(({ id }) => id).sort());
  });

  it.each(cases)('LaTeX of %s %o', (_id, args, activation) => {
    expectSame(evaluatorsOfLatex(activation.formula.latex), activation, args, 'value');
    expectSame(evaluatorsOfLatex(activation.derivativeFormula.latex), activation, args, 'derivative');
  });

  it.each(cases)('text of %s %o', (_id, args, activation) => {
    expectSame(evaluatorsOfText(activation.formula.text), activation, args, 'value');
    expectSame(evaluatorsOfText(activation.derivativeFormula.text), activation, args, 'derivative');
  });

  it.each(elementwise.map((activation) => [activation.id, activation] as const))(
    'the formula of %s mentions every symbol of its parameters',
    (_id, activation) => {
      for (const { symbol } of activation.parameters) {
        if (symbol !== undefined) expect(activation.formula.latex).toContain(symbol);
      }
    },
  );
});
