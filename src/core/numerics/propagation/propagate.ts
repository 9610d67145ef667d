import type { ElementwiseActivation, ParameterValues } from '../../activations/activation';
import { DEFAULT_SLOPE_THRESHOLD } from '../facts';
import { timesVanishing } from '../specialFunctions';
import type { GaussianMoments } from './gaussianMoments';
import type { GaussianResponse } from './gaussianResponse';
import { deadShare, gentleShare, momentsAt, responseOf } from './gaussianResponse';

/** What is normalized between a layer's weights and its activation: each unit over a large batch, or each sample. */
export type Normalization = 'none' | 'batch' | 'layer';

/** A plain fully connected network: inputs from N(0, 1), weights from N(0, σ_w²/fan-in), biases from N(0, σ_b²). */
export interface PlainNetwork {
  /** The number of layers, ≥ 1. */
  readonly depth: number;
  readonly sigmaW: number;
  readonly sigmaB: number;
  /** `none` unless given. */
  readonly normalization?: Normalization;
  /** Slopes smaller than this are counted in `smallDerivative`; 0.01 unless given. */
  readonly slopeThreshold?: number;
}

/** One layer; nothing is NaN, what does not fit a float64 is 0 or `Infinity`. */
export interface PropagatedLayer {
  /** The standard deviation of what enters the activation. */
  readonly preDeviation: number;
  /** Its second moment. */
  readonly preSecond: number;
  /** Mean and second moment of the activation. */
  readonly actMean: number;
  readonly actSecond: number;
  /** The share of units at which f' is exactly zero, and at which |f'| is below the threshold. */
  readonly zeroDerivative: number;
  readonly smallDerivative: number;
  /** The mean squared gradient at what enters the activation, relative to the last layer's, which has 1. */
  readonly gradSecondRatio: number;
}

/** Added to the variance that a normalization divides by: the default of PyTorch for both kinds. */
const NORMALIZATION_EPSILON = 1e-5;
/** Standard deviations beyond these bounds are taken for the limits of nothing and of everything. */
const SMALLEST_DEVIATION = 1e-300;
const LARGEST_DEVIATION = 1e300;

/**
 * Follows signal and gradient through a plain network in the limit of infinite width, where pre-activations are
 * Gaussian: q₁ = σ_w² + σ_b², q_{l+1} = σ_w²·E[f(z_l)²] + σ_b² with z_l ~ N(0, q_l), and the squared gradient shrinks
 * by σ_w²·E[f'(z_l)²] from layer l + 1 to layer l.
 * B. Poole, S. Lahiri, M. Raghu, J. Sohl-Dickstein, S. Ganguli, Exponential expressivity in deep neural networks
 * through transient chaos, 2016, https://arxiv.org/abs/1606.05340.
 * S. S. Schoenholz, J. Gilmer, S. Ganguli, J. Sohl-Dickstein, Deep Information Propagation, 2017,
 * https://arxiv.org/abs/1611.01232; with batch normalization G. Yang, J. Pennington, V. Rao, J. Sohl-Dickstein,
 * S. S. Schoenholz, A Mean Field Theory of Batch Normalization, 2019, https://arxiv.org/abs/1902.08129.
 * @param parameters a value for every numeric parameter
 * @returns the layers, the first one first; `null` where the activation is not defined for every input
 */
export function propagate(
  activation: ElementwiseActivation,
  parameters: ParameterValues,
  network: PlainNetwork,
): readonly PropagatedLayer[] | null {
  const response = responseOf(activation, parameters, network.slopeThreshold ?? DEFAULT_SLOPE_THRESHOLD);
  if (response === null) return null;
  const states = forward(response, network);
  const gradients = gradientLogarithms(states, network);
  return states.map((state, layer) => describe(response, state, gradients[layer] ?? 0));
}

/** One layer on the way forward. */
interface LayerState {
  /** The standard deviation of what enters the activation. */
  readonly sigma: number;
  readonly moments: GaussianMoments;
  /** The logarithm of the factor by which its normalization divides; 0 without one. */
  readonly logDivisor: number;
}

function forward(response: GaussianResponse, network: PlainNetwork): readonly LayerState[] {
  const states: LayerState[] = [];
  let incoming: Spread = { size: 1, deviation: 1 };
  for (let layer = 0; layer < network.depth; layer++) {
    const linear = linearDeviation(incoming, network);
    const divisor = isNormalized(network) ? Math.hypot(linear, Math.sqrt(NORMALIZATION_EPSILON)) : 1;
    const sigma = divisor === Infinity ? 1 : linear / divisor;
    const before = states[layer - 1];
    const moments = before && isSame(before.sigma, sigma) ? before.moments : momentsOf(response, sigma, network);
    states.push({ sigma, moments, logDivisor: Math.log(divisor) });
    incoming = moments;
  }
  return states;
}

/** Up to rounding, as it is once a signal has settled. */
function isSame(one: number, other: number): boolean {
  return one === other || Math.abs(one - other) <= 8 * Number.EPSILON * other;
}

type Spread = Pick<GaussianMoments, 'size' | 'deviation'>;

function isNormalized({ normalization }: PlainNetwork): boolean {
  return normalization !== undefined && normalization !== 'none';
}

/** The standard deviation behind weights and bias; batch normalization takes away what all samples share. */
function linearDeviation({ size, deviation }: Spread, { sigmaW, sigmaB, normalization }: PlainNetwork): number {
  if (normalization === 'batch') return timesVanishing(deviation, sigmaW);
  return Math.hypot(timesVanishing(size, sigmaW), sigmaB);
}

/** The moments, with the limits for deviations that are too small or too large to be computed with. */
function momentsOf(response: GaussianResponse, sigma: number, { sigmaW, sigmaB }: PlainNetwork): GaussianMoments {
  // Only weights and biases of zero make pre-activations exactly zero; otherwise they are too small for a float64.
  if (sigmaW === 0 && sigmaB === 0) return momentsAt(response, 0);
  if (sigma <= LARGEST_DEVIATION) return momentsAt(response, Math.max(sigma, SMALLEST_DEVIATION));
  const { mean, size, deviation, slope } = momentsAt(response, LARGEST_DEVIATION);
  return {
    mean: orInfinite(mean),
    size: orInfinite(size),
    deviation: orInfinite(deviation),
    slope: orInfinite(slope),
  };
}

/** A moment that is huge where the deviation is, grows with it without bound. */
function orInfinite(moment: number): number {
  return Math.abs(moment) > 1e100 ? Math.sign(moment) * Infinity : moment;
}

/** ln of the gradient's size in each layer relative to the last one's. */
function gradientLogarithms(states: readonly LayerState[], { sigmaW }: PlainNetwork): readonly number[] {
  const logarithms = [0];
  for (let layer = states.length - 2; layer >= 0; layer--) {
    const slope = product(Math.log(sigmaW), Math.log(states[layer]?.moments.slope ?? 0));
    const growth = product(slope, -(states[layer + 1]?.logDivisor ?? 0));
    logarithms.push(product(logarithms[logarithms.length - 1] ?? 0, growth));
  }
  return logarithms.reverse();
}

/** The logarithm of a product of two numbers, given theirs: nothing passes a layer that passes nothing. */
function product(one: number, other: number): number {
  return one === -Infinity || other === -Infinity ? -Infinity : one + other;
}

function describe(response: GaussianResponse, { sigma, moments }: LayerState, gradient: number): PropagatedLayer {
  return {
    preDeviation: sigma,
    preSecond: sigma ** 2,
    actMean: moments.mean + 0,
    actSecond: moments.size ** 2,
    zeroDerivative: deadShare(response, sigma),
    smallDerivative: gentleShare(response, sigma),
    gradSecondRatio: Math.exp(2 * gradient),
  };
}
