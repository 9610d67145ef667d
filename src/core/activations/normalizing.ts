import * as l10n from '@vscode/l10n';
import type { Parameter, ParameterValues, ScalarFunction, ScalarView, VectorActivation } from './activation';
import { jump, noKinks } from './kinks';
import { numberOf } from './parameters';
import { complementOf, logSoftmaxOf, scaled, softmaxJacobian, softmaxOf } from './probabilities';
import { sigmoidal } from './sigmoidal';
import { swishFamily } from './swish';
import { vectorFamily } from './vectorFamily';

const axis: Parameter = {
  name: 'axis',
  default: -1,
  meaning: () => l10n.t('the dimension along which the entries sum to 1'),
};

const logitDifference = () => l10n.t('difference of two logits, x₁ − x₂');
const firstProbability = () => l10n.t('probability of the first of two classes');

/** Two logits a distance d apart give the first class σ(d): the sigmoid is the softmax of two classes. */
const twoClasses: ScalarView = {
  axis: logitDifference,
  caption: firstProbability,
  value: (x) => sigmoidal.sigmoid.value(x, {}),
  derivative: (x) => sigmoidal.sigmoid.derivative(x, {}),
  kinks: noKinks,
  computed: (x, _parameters, round) => {
    // The frameworks subtract the larger logit first, so that one exponential is 1 and the other at most 1.
    const smaller = round(Math.exp(-Math.abs(x)));
    return round((x < 0 ? smaller : 1) / round(1 + smaller));
  },
};

/** The function seen in a mirror: f(−x). */
function mirrored(drawn: ScalarView): ScalarView {
  return {
    ...drawn,
    value: (x, parameters) => drawn.value(-x, parameters),
    derivative: (x, parameters) => -drawn.derivative(-x, parameters),
    computed: (x, parameters, round) => drawn.computed?.(-x, parameters, round) ?? round(drawn.value(-x, parameters)),
  };
}

/** An element-wise activation without parameters as the slice of a vector activation. */
function sliceLike(elementwise: ScalarFunction, axisText: () => string, caption: () => string): ScalarView {
  return {
    axis: axisText,
    caption,
    value: (x) => elementwise.value(x, {}),
    derivative: (x) => elementwise.derivative(x, {}),
    kinks: () => elementwise.kinks({}),
  };
}

function negated(x: readonly number[]): readonly number[] {
  return x.map((score) => -score);
}

const softmax: VectorActivation = {
  id: 'softmax',
  kind: 'vector',
  name: () => l10n.t('Softmax'),
  parameters: [axis],
  formula: { latex: String.raw`f(x)_i=\frac{e^{x_i}}{\sum_j e^{x_j}}`, text: 'f(x)ᵢ = e^(xᵢ)/Σⱼ e^(xⱼ)' },
  derivativeFormula: {
    latex: String.raw`\frac{\partial f_i}{\partial x_j}=f_i\,(\delta_{ij}-f_j)`,
    text: '∂fᵢ/∂xⱼ = fᵢ·(δᵢⱼ − fⱼ)',
  },
  source: {
    authors: 'J. S. Bridle',
    year: 1990,
    title: 'Probabilistic Interpretation of Feedforward Classification Network Outputs',
    url: 'https://doi.org/10.1007/978-3-642-76153-9_28',
  },
  vectorValue: (x) => softmaxOf(x),
  jacobian: (x) => softmaxJacobian(softmaxOf(x)),
  view: twoClasses,
};

/** Scores turned into shares of a whole, and what is built from them. */
export const normalizing = vectorFamily({
  softmax,

  log_softmax: {
    id: 'log_softmax',
    kind: 'vector',
    name: () => l10n.t('Log-softmax'),
    parameters: [axis],
    formula: { latex: String.raw`f(x)_i=x_i-\ln\sum_j e^{x_j}`, text: 'f(x)ᵢ = xᵢ − ln(Σⱼ e^(xⱼ))' },
    derivativeFormula: {
      latex: String.raw`\frac{\partial f_i}{\partial x_j}=\delta_{ij}-\frac{e^{x_j}}{\sum_k e^{x_k}}`,
      text: '∂fᵢ/∂xⱼ = δᵢⱼ − e^(xⱼ)/Σₖ e^(xₖ)',
    },
    vectorValue: (x) => logSoftmaxOf(x),
    jacobian: (x) => {
      const p = softmaxOf(x);
      return p.map((_, i) => p.map((share, j) => (i === j ? complementOf(p, i) : -share)));
    },
    view: sliceLike(sigmoidal.log_sigmoid, logitDifference, () =>
      l10n.t('log-probability of the first of two classes'),
    ),
  },

  softmin: {
    id: 'softmin',
    kind: 'vector',
    name: () => l10n.t('Softmin'),
    parameters: [axis],
    formula: { latex: String.raw`f(x)_i=\frac{e^{-x_i}}{\sum_j e^{-x_j}}`, text: 'f(x)ᵢ = e^(−xᵢ)/Σⱼ e^(−xⱼ)' },
    derivativeFormula: {
      latex: String.raw`\frac{\partial f_i}{\partial x_j}=f_i\,(f_j-\delta_{ij})`,
      text: '∂fᵢ/∂xⱼ = fᵢ·(fⱼ − δᵢⱼ)',
    },
    vectorValue: (x) => softmaxOf(negated(x)),
    jacobian: (x) => scaled(softmaxJacobian(softmaxOf(negated(x))), -1),
    view: mirrored(twoClasses),
  },

  softmax2d: {
    ...softmax,
    id: 'softmax2d',
    name: () => l10n.t('Softmax2d'),
    parameters: [],
    formula: {
      latex: String.raw`f(x)_{c,h,w}=\frac{e^{x_{c,h,w}}}{\sum_k e^{x_{k,h,w}}}`,
      text: 'f(x)_(c,h,w) = e^(x_(c,h,w))/Σₖ e^(x_(k,h,w))',
    },
    derivativeFormula: {
      latex: String.raw`\frac{\partial f_{c,h,w}}{\partial x_{k,h,w}}=f_{c,h,w}\,(\delta_{ck}-f_{k,h,w})`,
      text: '∂f_(c,h,w)/∂x_(k,h,w) = f_(c,h,w)·(δ_(ck) − f_(k,h,w))',
    },
    view: {
      ...twoClasses,
      axis: () => l10n.t('difference of two channels at one pixel'),
      caption: () => l10n.t('share of the first of two channels'),
    },
  },

  gumbel_softmax: {
    id: 'gumbel_softmax',
    kind: 'vector',
    name: () => l10n.t('Gumbel-softmax'),
    parameters: [
      {
        name: 'tau',
        default: 1,
        symbol: String.raw`\tau`,
        meaning: () => l10n.t('temperature: the smaller, the closer to one-hot'),
        domain: { above: 0 },
      },
      {
        name: 'hard',
        default: false,
        meaning: () => l10n.t('returns a one-hot vector, with the gradient of the soft one'),
        domain: { minimum: 0, maximum: 1 },
      },
      { name: 'dim', default: -1, meaning: () => l10n.t('the dimension along which the entries sum to 1') },
    ],
    formula: {
      latex: String.raw`f(x)_i=\frac{e^{(x_i+g_i)/\tau}}{\sum_j e^{(x_j+g_j)/\tau}},\quad g_i\sim\operatorname{Gumbel}(0,1)`,
      text: 'f(x)ᵢ = e^((xᵢ + gᵢ)/τ)/Σⱼ e^((xⱼ + gⱼ)/τ), gᵢ ~ Gumbel(0, 1)',
    },
    derivativeFormula: {
      latex: String.raw`\frac{\partial f_i}{\partial x_j}=\frac{f_i\,(\delta_{ij}-f_j)}{\tau}`,
      text: '∂fᵢ/∂xⱼ = fᵢ·(δᵢⱼ − fⱼ)/τ',
    },
    source: {
      authors: 'E. Jang, S. Gu, B. Poole',
      year: 2016,
      title: 'Categorical Reparameterization with Gumbel-Softmax',
      url: 'https://arxiv.org/abs/1611.01144',
    },
    stochastic: true,
    // With every gᵢ at its mean: noise that is the same for all entries cancels.
    vectorValue: (x, parameters) => {
      const soft = softmaxOf(tempered(x, parameters));
      return isHard(parameters) ? oneHot(x) : soft;
    },
    jacobian: (x, parameters) =>
      scaled(softmaxJacobian(softmaxOf(tempered(x, parameters))), 1 / numberOf(parameters, 'tau')),
    view: {
      axis: logitDifference,
      caption: () => l10n.t('share of the first of two classes, with the noise at its mean'),
      value: (x, parameters) =>
        isHard(parameters)
          ? sigmoidal.step.value(x, { threshold: 0 })
          : twoClasses.value(x / temperature(parameters), {}),
      derivative: (x, parameters) => twoClasses.derivative(x / temperature(parameters), {}) / temperature(parameters),
      kinks: (parameters) => {
        const slope = 0.25 / temperature(parameters);
        return isHard(parameters) ? [jump(slope, slope, 0)] : [];
      },
    },
  },

  sparsemax: {
    id: 'sparsemax',
    kind: 'vector',
    name: () => l10n.t('Sparsemax'),
    parameters: [axis],
    formula: {
      latex: String.raw`\begin{aligned}f(x)_i&=\max(x_i-t,0)\\t&:\ \sum_j\max(x_j-t,0)=1\end{aligned}`,
      text: 'f(x)ᵢ = max(xᵢ − t, 0), with t such that Σⱼ max(xⱼ − t, 0) = 1',
    },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f_i}{\partial x_j}&=s_i\left(\delta_{ij}-\frac{s_j}{\sum_k s_k}\right)\\s_i&=\begin{cases}1 & f_i>0\\0 & f_i=0\end{cases}\end{aligned}`,
      text: '∂fᵢ/∂xⱼ = sᵢ·(δᵢⱼ − sⱼ/Σₖ sₖ); sᵢ = 1 (fᵢ > 0); 0 (fᵢ = 0)',
    },
    source: {
      authors: 'A. F. T. Martins, R. F. Astudillo',
      year: 2016,
      title: 'From Softmax to Sparsemax: A Sparse Model of Attention and Multi-Label Classification',
      url: 'https://arxiv.org/abs/1602.02068',
    },
    vectorValue: (x) => sparsemaxOf(x),
    jacobian: (x) => {
      const support: readonly number[] = sparsemaxOf(x).map((share) => (share > 0 ? 1 : 0));
      const size = support.reduce((a, b) => a + b, 0);
      return support.map((own, i) => support.map((other, j) => (own * other === 0 ? 0 : (i === j ? 1 : 0) - 1 / size)));
    },
    view: sliceLike(sigmoidal.sparse_sigmoid, logitDifference, firstProbability),
  },

  quiet_softmax: {
    id: 'quiet_softmax',
    kind: 'vector',
    name: () => l10n.t('Quiet softmax (softmax-one)'),
    parameters: [],
    formula: { latex: String.raw`f(x)_i=\frac{e^{x_i}}{1+\sum_j e^{x_j}}`, text: 'f(x)ᵢ = e^(xᵢ)/(1 + Σⱼ e^(xⱼ))' },
    derivativeFormula: softmax.derivativeFormula,
    source: {
      authors: 'E. Miller',
      year: 2023,
      title: 'Attention Is Off By One',
      url: 'https://www.evanmiller.org/attention-is-off-by-one.html',
    },
    vectorValue: (x) => softmaxOf(x, 0),
    jacobian: (x) => {
      // The 1 in the denominator is an entry of its own whose logit is 0.
      const [rest = 0, ...shares] = softmaxOf([0, ...x]);
      return softmaxJacobian(shares, rest);
    },
    view: {
      ...twoClasses,
      axis: () => l10n.t('logit of the only entry'),
      caption: () => l10n.t('share of the only entry, where softmax always gives 1'),
    },
  },

  solu: {
    id: 'solu',
    kind: 'vector',
    name: () => l10n.t('SoLU'),
    parameters: [],
    formula: { latex: String.raw`f(x)_i=x_i\,\frac{e^{x_i}}{\sum_j e^{x_j}}`, text: 'f(x)ᵢ = xᵢ·e^(xᵢ)/Σⱼ e^(xⱼ)' },
    derivativeFormula: {
      latex: String.raw`\begin{aligned}\frac{\partial f_i}{\partial x_j}&=s_i\,(\delta_{ij}+x_i\,(\delta_{ij}-s_j))\\s_i&=\frac{e^{x_i}}{\sum_k e^{x_k}}\end{aligned}`,
      text: '∂fᵢ/∂xⱼ = sᵢ·(δᵢⱼ + xᵢ·(δᵢⱼ − sⱼ)); sᵢ = e^(xᵢ)/Σₖ e^(xₖ)',
    },
    source: {
      authors: 'N. Elhage et al.',
      year: 2022,
      title: 'Softmax Linear Units',
      url: 'https://transformer-circuits.pub/2022/solu/index.html',
    },
    vectorValue: (x) => {
      const shares = softmaxOf(x);
      return x.map((score, i) => score * (shares[i] ?? 0));
    },
    jacobian: (x) => {
      const shares = softmaxOf(x);
      const changes = softmaxJacobian(shares);
      return x.map((score, i) => shares.map((share, j) => (i === j ? share : 0) + score * (changes[i]?.[j] ?? 0)));
    },
    view: sliceLike(
      swishFamily.silu,
      () => l10n.t('first of two entries, the second being 0'),
      () => l10n.t('first output: the SiLU, x·σ(x)'),
    ),
  },

  hardmax: {
    id: 'hardmax',
    kind: 'vector',
    name: () => l10n.t('Hardmax'),
    parameters: [
      { name: 'axis', default: -1, meaning: () => l10n.t('the dimension along which the largest entry is taken') },
    ],
    formula: {
      latex: String.raw`f(x)_i=\begin{cases}1 & i=\min\{j:x_j=\max_k x_k\}\\0 & \text{otherwise}\end{cases}`,
      text: 'f(x)ᵢ = 1 for the first of the largest entries; 0 for all others',
    },
    derivativeFormula: {
      latex: String.raw`\frac{\partial f_i}{\partial x_j}=0\quad\text{almost everywhere}`,
      text: '∂fᵢ/∂xⱼ = 0 almost everywhere',
    },
    vectorValue: (x) => oneHot(x),
    jacobian: (x) => x.map(() => x.map(() => 0)),
    view: {
      axis: logitDifference,
      caption: () => l10n.t('output for the first of two entries'),
      value: (x) => sigmoidal.step.value(x, { threshold: 0 }),
      derivative: () => 0,
      kinks: () => [jump(0, 0, 0)],
    },
  },
});

function temperature(parameters: ParameterValues): number {
  return numberOf(parameters, 'tau');
}

function isHard(parameters: ParameterValues): boolean {
  return numberOf(parameters, 'hard') === 1;
}

function tempered(x: readonly number[], parameters: ParameterValues): readonly number[] {
  return x.map((score) => score / temperature(parameters));
}

/** 1 at the first of the largest entries, 0 elsewhere. */
function oneHot(x: readonly number[]): readonly number[] {
  const first = x.indexOf(x.reduce((a, b) => Math.max(a, b), -Infinity));
  return x.map((_, i) => (i === first ? 1 : 0));
}

/**
 * The point of the probability simplex nearest to x (Martins and Astudillo, algorithm 1): the k largest entries stay
 * positive, with the largest k for which the k-th still lies above the threshold that makes k entries sum to 1.
 */
function sparsemaxOf(x: readonly number[]): readonly number[] {
  // Differences to the largest entry, so that the sums stay small and exact.
  const largest = x.reduce((a, b) => Math.max(a, b), -Infinity);
  const shifted = x.map((score) => score - largest);
  const sorted = [...shifted].sort((a, b) => b - a);
  let sum = 0;
  let threshold = 0;
  for (const [index, score] of sorted.entries()) {
    sum += score;
    if (1 + (index + 1) * score <= sum) break;
    threshold = (sum - 1) / (index + 1);
  }
  return shifted.map((score) => Math.max(score - threshold, 0));
}
