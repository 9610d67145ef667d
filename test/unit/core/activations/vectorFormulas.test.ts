import { describe, expect, it } from 'vitest';
import type { ActivationId } from '../../../../src/core/activations';
import { getActivation, resolveParameters } from '../../../../src/core/activations';
import type { VectorActivation } from '../../../../src/core/activations/activation';
import type { Evaluator } from '../../support/formulas';
import { evaluatorsOfLatex } from '../../support/formulas';

/*
 * The shown formulas of vectors, evaluated by a library that knows nothing of them. Sums are written out for three
 * entries first, and xᵢ, xⱼ become plain variables; nothing else of a formula is changed.
 */

function vectorOf(id: ActivationId): VectorActivation {
  const activation = getActivation(id);
  if (activation.kind !== 'vector') throw new Error(`${id} is no vector activation`);
  return activation;
}

const ENTRIES = ['u', 'v', 't'];
const INPUTS = [
  [0.3, -1.2, 0.9],
  [2.5, 2.4, -3],
  [-4, 0.01, 1.6],
];

/** Σⱼ term(j) → (term(1) + term(2) + term(3)); the term is e^{…}, `\max(…)` or a single letter with an index. */
function writeOutSums(latex: string): string {
  const sum = /\\sum_([jk]) ?(e\^\{(?:[^{}]|\{[^{}]*\})*\}|\\max\([^()]*\)|[a-z]_[jk])/;
  const match = sum.exec(latex);
  if (match === null) return latex;
  const [all, index = '', term = ''] = match;
  const terms = ['1', '2', '3'].map((number) => term.replaceAll(`_${index}`, `_${number}`));
  return writeOutSums(latex.replace(all, `(${terms.join('+')})`));
}

/** The formula for output i and input j (zero-based) as one without indices. */
function withoutIndices(latex: string, i: number, j: number): string {
  const names = [...ENTRIES, ENTRIES[i] ?? '', ENTRIES[j] ?? ''];
  const labels = ['1', '2', '3', 'i', 'j'];
  const named = labels.reduce(
    (text, label, index) => text.replaceAll(`x_${label}`, names[index] ?? ''),
    // The noise is taken at its mean, which cancels.
    writeOutSums(latex)
      .replace(/\+g_[ij123]/g, '')
      .replace(/,\\quad.*$/, ''),
  );
  return named
    .replaceAll(String.raw`\delta_{ij}`, i === j ? '1' : '0')
    .replaceAll(String.raw`\tau`, 'm')
    .replaceAll('f_i', 'a')
    .replaceAll('f_j', 'b');
}

function evaluate(latex: string, bindings: Readonly<Record<string, number>>): number {
  return evaluatorOf(latex)(bindings);
}

const evaluators = new Map<string, Evaluator>();

/** Parsing takes far longer than evaluating. */
function evaluatorOf(latex: string): Evaluator {
  const known = evaluators.get(latex) ?? evaluatorsOfLatex(latex)[0];
  if (known === undefined) throw new Error(`no equation: ${latex}`);
  evaluators.set(latex, known);
  return known;
}

function bindingsOf(x: readonly number[]): Record<string, number> {
  return Object.fromEntries(ENTRIES.map((name, index) => [name, x[index] ?? 0]));
}

const plain = ['softmax', 'softmin', 'log_softmax', 'quiet_softmax', 'gumbel_softmax', 'solu'] as const;
const indices = [0, 1, 2];

describe.each(plain)('%s', (id) => {
  const { formula, derivativeFormula, vectorValue, jacobian } = vectorOf(id);
  const parameters = resolveParameters(getActivation(id), id === 'gumbel_softmax' ? { tau: 0.7 } : {});

  it.each(INPUTS.map((x) => [x]))('is what its formula says at %j', (x) => {
    const bindings = { ...bindingsOf(x), m: 0.7 };
    const values = vectorValue(x, parameters);
    for (const i of indices) {
      expect(evaluate(withoutIndices(formula.latex, i, i), bindings)).toBeCloseTo(values[i] ?? Number.NaN, 12);
    }
  });

  it.each(INPUTS.map((x) => [x]))('has the derivative that is shown at %j', (x) => {
    const values = vectorValue(x, parameters);
    const rows = jacobian(x, parameters);
    for (const i of indices) {
      for (const j of indices) {
        const shown = oneRow(derivativeFormula.latex, i, j);
        const bindings = { ...bindingsOf(x), m: 0.7, a: values[i] ?? 0, b: values[j] ?? 0 };
        expect(evaluate(withoutIndices(shown, i, j), bindings)).toBeCloseTo(rows[i]?.[j] ?? Number.NaN, 12);
      }
    }
  });
});

/** Puts the second row of an aligned pair, sᵢ = …, into the first. */
function oneRow(latex: string, i: number, j: number): string {
  const pair = /^\\begin\{aligned\}(.*)\\\\s_i&=(.*)\\end\{aligned\}$/.exec(latex);
  if (pair === null) return latex;
  const [, equation = '', share = ''] = pair;
  const shareOf = (index: number): string => `(${share.replaceAll('x_i', `x_${String(index + 1)}`)})`;
  return equation.replaceAll('&=', '=').replaceAll('s_i', shareOf(i)).replaceAll('s_j', shareOf(j));
}

describe('softmax2d', () => {
  it('is the formula of softmax with the channel as its index', () => {
    const { formula, derivativeFormula } = vectorOf('softmax2d');
    const channelOnly = (latex: string): string =>
      latex
        .replaceAll('_{c,h,w}', '_i')
        .replaceAll(/_\{k,h,w\}/g, '_j')
        .replaceAll(String.raw`\sum_k`, String.raw`\sum_j`)
        .replaceAll(String.raw`\delta_{ck}`, String.raw`\delta_{ij}`);
    expect(channelOnly(formula.latex)).toBe(vectorOf('softmax').formula.latex);
    expect(channelOnly(derivativeFormula.latex)).toBe(vectorOf('softmax').derivativeFormula.latex);
  });
});

describe('sparsemax', () => {
  const { formula, derivativeFormula, vectorValue, jacobian } = vectorOf('sparsemax');
  const [value = '', condition = ''] = formula.latex
    .replace(String.raw`\begin{aligned}`, '')
    .replace(String.raw`\end{aligned}`, '')
    .replace(String.raw`&=`, '=')
    .split(String.raw`\\t&:\ `);

  /** The t that fulfils the shown condition, found by halving: the sum falls as t grows. */
  function thresholdOf(x: readonly number[]): number {
    const sum = `y=${withoutIndices(condition.replace('=1', ''), 0, 0).replaceAll('-t', '-m')}`;
    let [low, high] = [Math.min(...x) - 1, Math.max(...x)];
    for (let round = 0; round < 60; round++) {
      const middle = (low + high) / 2;
      if (evaluate(sum, { ...bindingsOf(x), m: middle }) > 1) low = middle;
      else high = middle;
    }
    return low;
  }

  it.each(INPUTS.map((x) => [x]))('is what its formula says at %j', (x) => {
    const threshold = thresholdOf(x);
    for (const i of indices) {
      const shown = withoutIndices(value.replaceAll('-t', '-m'), i, i);
      expect(evaluate(shown, { ...bindingsOf(x), m: threshold })).toBeCloseTo(vectorValue(x, {})[i] ?? Number.NaN, 9);
    }
  });

  it.each(INPUTS.map((x) => [x]))('has the derivative that is shown at %j', (x) => {
    const shares = vectorValue(x, {});
    const [, row = '', cases = ''] =
      /^\\begin\{aligned\}(.*)\\\\s_i&=(.*)\\end\{aligned\}$/.exec(derivativeFormula.latex) ?? [];
    const support = shares.map((share) => evaluate(`y=${cases.replaceAll('f_i', 'a')}`, { a: share }));
    const bindings = { u: support[0] ?? 0, v: support[1] ?? 0, t: support[2] ?? 0 };
    for (const i of indices) {
      for (const j of indices) {
        const shown = withoutIndices(
          row
            .replaceAll('&=', '=')
            .replaceAll('s_', 'x_')
            .replace(String.raw`\sum_k x_k`, '(u+v+t)'),
          i,
          j,
        );
        expect(evaluate(shown, bindings)).toBeCloseTo(jacobian(x, {})[i]?.[j] ?? Number.NaN, 14);
      }
    }
  });
});

describe.each(['glu', 'swiglu', 'geglu', 'reglu', 'sreglu', 'clamped_swiglu', 'bilinear_glu'] as const)('%s', (id) => {
  const { formula, derivativeFormula, vectorValue, jacobian } = vectorOf(id);
  const parameters = resolveParameters(getActivation(id), id === 'clamped_swiglu' ? { limit: 3, offset: 0.5 } : {});
  const points = [-4.4, -1.1, -0.2, 0.6, 2.3, 3.7].flatMap((a) => [-3.6, -0.7, 1.9].map((b) => [a, b] as const));
  const constants = { alpha: 1.702, l: 3, h: 0.5 };

  function readable(latex: string): string {
    return latex
      .replaceAll(String.raw`\otimes`, String.raw`\cdot `)
      .replaceAll('L', 'l')
      .replaceAll('v+c', 'v+h');
  }

  it('is what its formula says', () => {
    for (const [a, b] of points) {
      const shown = evaluate(readable(formula.latex), { ...constants, a, b });
      expect(shown).toBeCloseTo(vectorValue([a, b], parameters)[0] ?? Number.NaN, 10);
    }
  });

  it('has the derivatives that are shown', () => {
    const rows = derivativeFormula.latex
      .replace(/^\\begin\{aligned\}/, '')
      .replace(/\\end\{aligned\}$/, '')
      .split(/\\\\(?=\\frac\{\\partial f\}\{\\partial b\})/);
    expect(rows.length).toBe(2);
    // The clamped halves are named in the formula.
    const [, ...names] = formula.latex.replace(/\\end\{aligned\}$/, '').split(String.raw`\\`);
    for (const [a, b] of points) {
      for (const [j, row] of rows.entries()) {
        const named = String.raw`\begin{aligned}${[row, ...names].join(String.raw`\\`)}\end{aligned}`;
        const latex = row.includes('cases') ? substituted(readable(row), names.map(readable)) : named;
        expect(evaluate(readable(latex), { ...constants, a, b })).toBeCloseTo(
          jacobian([a, b], parameters)[0]?.[j] ?? Number.NaN,
          10,
        );
      }
    }
  });

  /** Cases contain row breaks of their own, so that the names they use are put in beforehand. */
  function substituted(row: string, names: readonly string[]): string {
    return names.reduce(
      (text, definition) => {
        const [name = '', meaning = ''] = definition.split('&=');
        return text.replace(new RegExp(`(?<![a-z\\\\])${name}(?![a-z])`, 'g'), () => `(${meaning})`);
      },
      row.replace('&=', '='),
    );
  }
});

describe('Concatenated ReLU', () => {
  const { formula, derivativeFormula, vectorValue, jacobian } = vectorOf('crelu');

  it('is what its formulas say', () => {
    const [, first = '', second = ''] = /\[(.*),\\ (.*)\]$/.exec(formula.latex) ?? [];
    const cases = /\[(-?\d),\\ (-?\d)\] & (x>0|x<0)/g;
    const slopes = [...derivativeFormula.latex.matchAll(cases)].map(([, left, right, side]) => ({ left, right, side }));
    expect(slopes.map(({ side }) => side)).toEqual(['x>0', 'x<0']);
    for (const x of [-2.5, -0.1, 0.4, 3]) {
      expect([evaluate(`y=${first}`, { x }), evaluate(`y=${second}`, { x })]).toEqual(vectorValue([x], {}));
      const shown = slopes.find(({ side }) => (side === 'x>0') === x > 0);
      expect(jacobian([x], {}).map(([slope = 0]) => slope + 0)).toEqual([Number(shown?.left), Number(shown?.right)]);
    }
  });
});

describe('Maxout', () => {
  it('is what its formula says, with the largest of three written out', () => {
    const { formula, vectorValue } = vectorOf('maxout');
    const largest = formula.latex
      .replace(/,\\quad.*$/, '')
      .replace(String.raw`\max_{1\le j\le k}z_{ij}`, String.raw`\max(u,v,t)`);
    for (const x of INPUTS) {
      expect(evaluate(largest, bindingsOf(x))).toBe(vectorValue(x, { groups: 3 })[0]);
    }
  });
});
