import * as l10n from '@vscode/l10n';
import type { ParameterValues } from './activation';
import { envelopeKinks, pieceOnTop, upperEnvelope, type LinearPiece } from './linearPieces';
import { numberOf } from './parameters';
import { rectified } from './rectified';
import { vectorFamily } from './vectorFamily';

/** Outputs that are picked from the inputs: the largest of a group, or the positive and the negative part. */
export const selecting = vectorFamily({
  maxout: {
    id: 'maxout',
    kind: 'vector',
    name: () => l10n.t('Maxout'),
    parameters: [
      {
        name: 'groups',
        default: null,
        standIn: 2,
        symbol: 'k',
        meaning: () => l10n.t('how many pieces compete for each output'),
        domain: { minimum: 1 },
      },
      {
        name: 'num_units',
        default: null,
        meaning: () => l10n.t('how many outputs are kept'),
        domain: { minimum: 1 },
      },
    ],
    formula: {
      latex: String.raw`f(x)_i=\max_{1\le j\le k}z_{ij},\quad z_{ij}=w_{ij}^{\top}x+b_{ij}`,
      text: 'f(x)ᵢ = the largest of zᵢ₁, …, zᵢₖ, where zᵢⱼ = wᵢⱼᵀx + bᵢⱼ',
    },
    derivativeFormula: {
      latex: String.raw`\frac{\partial f_i}{\partial z_{ij}}=\begin{cases}1 & z_{ij}\text{ is the largest}\\0 & \text{otherwise}\end{cases}`,
      text: '∂fᵢ/∂zᵢⱼ = 1 where zᵢⱼ is the largest; 0 otherwise',
    },
    source: {
      authors: 'I. J. Goodfellow, D. Warde-Farley, M. Mirza, A. Courville, Y. Bengio',
      year: 2013,
      title: 'Maxout Networks',
      url: 'https://arxiv.org/abs/1302.4389',
    },
    vectorValue: (x, parameters) => groupsOf(x, parameters).map(({ entries }) => Math.max(...entries)),
    jacobian: (x, parameters) =>
      groupsOf(x, parameters).map(({ entries, start }) => {
        const winner = start + entries.indexOf(Math.max(...entries));
        return x.map((_, j) => (j === winner ? 1 : 0));
      }),
    view: {
      axis: () => l10n.t('input of one Maxout unit'),
      caption: () => l10n.t('largest of the pieces, here tangents of a parabola'),
      value: (x, parameters) => upperEnvelope(maxoutPieces(parameters), x),
      derivative: (x, parameters) => pieceOnTop(maxoutPieces(parameters), x).slope,
      kinks: (parameters) => envelopeKinks(maxoutPieces(parameters)),
    },
  },

  crelu: {
    id: 'crelu',
    kind: 'vector',
    name: () => l10n.t('Concatenated ReLU'),
    parameters: [
      { name: 'axis', default: -1, meaning: () => l10n.t('the dimension along which both halves are joined') },
    ],
    formula: {
      latex: String.raw`f(x)=[\max(0,x),\ \max(0,-x)]`,
      text: 'f(x) = [max(0, x), max(0, −x)]',
    },
    derivativeFormula: {
      latex: String.raw`f'(x)=\begin{cases}[1,\ 0] & x>0\\ [0,\ -1] & x<0\end{cases}`,
      text: 'f′(x) = [1, 0] (x > 0); [0, −1] (x < 0)',
    },
    source: {
      authors: 'W. Shang, K. Sohn, D. Almeida, H. Lee',
      year: 2016,
      title: 'Understanding and Improving Convolutional Neural Networks via Concatenated Rectified Linear Units',
      url: 'https://arxiv.org/abs/1603.05201',
    },
    vectorValue: (x) => [...x.map((entry) => Math.max(0, entry)), ...x.map((entry) => Math.max(0, -entry))],
    jacobian: (x) => [
      ...x.map((entry, i) => x.map((_, j) => (i === j && entry > 0 ? 1 : 0))),
      ...x.map((entry, i) => x.map((_, j) => (i === j && entry < 0 ? -1 : 0))),
    ],
    view: {
      axis: () => l10n.t('input'),
      caption: () => l10n.t('first output; the second is its mirror image, max(0, −x)'),
      value: (x) => rectified.relu.value(x, {}),
      derivative: (x) => rectified.relu.derivative(x, {}),
      kinks: () => rectified.relu.kinks({}),
    },
  },
});

/** Neighbouring entries that compete for one output; entries left over after the last full group are not used. */
function groupsOf(
  x: readonly number[],
  parameters: ParameterValues,
): readonly { readonly entries: readonly number[]; readonly start: number }[] {
  const units = parameters['num_units'];
  const size = Math.floor(units === undefined ? numberOf(parameters, 'groups') : x.length / units);
  if (!(size >= 1)) return [];
  const starts = Array.from({ length: Math.floor(x.length / size) }, (_, index) => index * size);
  return starts.map((start) => ({ start, entries: x.slice(start, start + size) }));
}

/**
 * The pieces of a Maxout unit with one input: those that the parameters `slope_1`, `offset_1`, `slope_2`, … describe,
 * else k tangents of a parabola, the textbook's example of a curve that a Maxout unit learns to bend to.
 */
export function maxoutPieces(parameters: ParameterValues): readonly LinearPiece[] {
  const given: LinearPiece[] = [];
  for (let index = 1; parameters[`slope_${String(index)}`] !== undefined; index++) {
    const slope = numberOf(parameters, `slope_${String(index)}`);
    given.push({ slope, offset: parameters[`offset_${String(index)}`] ?? 0 });
  }
  return given.length > 0 ? given : tangentsOfParabola(numberOf(parameters, 'groups'));
}

/** The inverse of `maxoutPieces`: `[{ slope: 0, offset: 0 }, { slope: 1, offset: 0 }]` makes a ReLU. */
export function piecesAsParameters(pieces: readonly LinearPiece[]): ParameterValues {
  return Object.fromEntries(
    pieces.flatMap(({ slope, offset }, index) => [
      [`slope_${String(index + 1)}`, slope],
      [`offset_${String(index + 1)}`, offset],
    ]),
  );
}

const DRAWN_PIECES = 16;

/**
 * Tangents of x²/2 at evenly spaced points between −2 and 2, none of them level, as no trained piece is exactly; with
 * two pieces, |x| lowered by 1/2.
 */
function tangentsOfParabola(count: number): readonly LinearPiece[] {
  const drawn = Math.min(DRAWN_PIECES, Math.max(1, Math.floor(count)));
  return Array.from({ length: drawn }, (_, index) => {
    const at = 2 - (4 * index + (drawn % 2 === 0 ? 2 : 1)) / drawn;
    return { slope: at, offset: (-at * at) / 2 };
  });
}
