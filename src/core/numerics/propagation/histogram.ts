import type { ElementwiseActivation, ParameterValues } from '../../activations/activation';
import { DEFAULT_SLOPE_THRESHOLD } from '../facts';
import { justAbove, justBelow } from '../rootFinding';
import { normalDistribution } from '../specialFunctions';
import type { GaussianResponse } from './gaussianResponse';
import { isResolved, responseOf } from './gaussianResponse';

/** How the values of an activation are distributed; `shares`, `below`, `above` and the atoms' shares sum to 1. */
export interface ActivationHistogram {
  /** What the bins cover: bin i of n reaches from `from + i·w` to `from + (i + 1)·w`, w = (to − from)/n. */
  readonly from: number;
  readonly to: number;
  /** The share of values in each bin, without the atoms. */
  readonly shares: readonly number[];
  /** The shares of values outside the bins. */
  readonly below: number;
  readonly above: number;
  /** Values that the activation takes on whole intervals, such as the zero of ReLU; ascending. */
  readonly atoms: readonly Atom[];
}

export interface Atom {
  readonly value: number;
  readonly share: number;
}

export interface HistogramOptions {
  /** 50 unless given. */
  readonly bins?: number;
  /** What the bins cover; unless given, all but a thousandth of the values. */
  readonly range?: readonly [from: number, to: number];
}

/**
 * The distribution of f(z) for z ~ N(0, sigma²): one layer of the picture of activations in a deep network.
 * @param sigma `preDeviation` of a layer, ≥ 0
 * @returns `null` where the activation is not defined for every input
 */
export function activationHistogram(
  activation: ElementwiseActivation,
  parameters: ParameterValues,
  sigma: number,
  { bins = 50, range }: HistogramOptions = {},
): ActivationHistogram | null {
  const response = responseOf(activation, parameters, DEFAULT_SLOPE_THRESHOLD);
  if (response === null) return null;
  const { strips, atoms } =
    sigma === 0
      ? { strips: [], atoms: [{ value: response.bound.value(0) + 0, share: 1 }] }
      : pushForward(response, Math.min(Math.max(sigma, 1e-300), 1e300));
  const [from, to] = widened(range ?? usualRange(strips, atoms));
  return { from, to, ...fillBins(strips, from, to, bins), atoms };
}

/** A part of the inputs, and the values between which it is spread evenly. */
interface Strip {
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Where it lies, in standard deviations. */
  readonly place: number;
}

/** Beyond this many standard deviations lies a billionth of the inputs. */
const REACH = 6;
const STRIPS = 480;
/** For oscillations that are too fast to be followed; they are sampled. */
const SAMPLES = 4001;

function pushForward(response: GaussianResponse, sigma: number): { strips: readonly Strip[]; atoms: readonly Atom[] } {
  const cuts = isResolved(response, sigma) ? cutsOf(response, sigma) : evenCuts(SAMPLES);
  const strips: Strip[] = [];
  const atoms = new Map<number, number>();
  for (const [index, to] of cuts.slice(1).entries()) {
    const from = cuts[index] ?? to;
    const share = shareBetween(from, to);
    const middle = sigma * (from + (to - from) / 2);
    if (response.dead.some((interval) => middle > (interval.from ?? -Infinity) && middle < (interval.to ?? Infinity))) {
      const value = response.bound.value(middle) + 0;
      atoms.set(value, (atoms.get(value) ?? 0) + share);
    } else strips.push(stripBetween(response, sigma, from, to, share));
  }
  const ascending = [...atoms].sort(([one], [other]) => one - other);
  return { strips, atoms: ascending.map(([value, share]) => ({ value, share })) };
}

function evenCuts(count: number): readonly number[] {
  return Array.from({ length: count + 1 }, (_, index) => ((2 * index) / count - 1) * REACH);
}

/** Even cuts, and all places where the function bends, leaps or becomes constant. */
function cutsOf({ resolved, dead }: GaussianResponse, sigma: number): readonly number[] {
  const ends = dead.flatMap(({ from, to }) => [from, to]).filter((end) => end !== null);
  const special = [...resolved.edges, ...ends].map((x) => x / sigma).filter((u) => Math.abs(u) < REACH);
  return [...new Set([...evenCuts(STRIPS), ...special])].sort((a, b) => a - b);
}

/** The outermost strips stand for everything beyond them, too. */
function shareBetween(from: number, to: number): number {
  return (to === REACH ? 1 : normalDistribution(to)) - (from === -REACH ? 0 : normalDistribution(from));
}

function stripBetween(response: GaussianResponse, sigma: number, from: number, to: number, share: number): Strip {
  const { value } = response.bound;
  const place = from + (to - from) / 2;
  if (!isResolved(response, sigma)) return { share, low: value(sigma * place), high: value(sigma * place), place };
  // Just inside both ends, because the function may leap at them.
  const [one, other] = [value(justAbove(sigma * from)), value(justBelow(sigma * to))];
  return { share, low: Math.min(one, other), high: Math.max(one, other), place };
}

/** The values of all inputs but a thousandth. */
function usualRange(strips: readonly Strip[], atoms: readonly Atom[]): readonly [number, number] {
  const usual = strips.filter(({ place }) => Math.abs(place) < 3.3);
  const values = atoms.filter(({ share }) => share > 1e-3).map(({ value }) => value);
  return [
    usual.reduce((lowest, { low }) => Math.min(lowest, low), Math.min(...values)),
    usual.reduce((highest, { high }) => Math.max(highest, high), Math.max(...values)),
  ];
}

/** A range of some width, with ends whose difference fits a float64. */
function widened([from, to]: readonly [number, number]): readonly [number, number] {
  const limit = Number.MAX_VALUE / 4;
  const [low, high] = [Math.max(-limit, Math.min(from, limit)), Math.min(limit, Math.max(to, -limit))];
  if (high - low > 4 * Number.EPSILON * Math.max(Math.abs(low), Math.abs(high))) return [low, high];
  const room = low === 0 ? 0.5 : Math.abs(low) / 2;
  return [low - room, low + room];
}

function fillBins(
  strips: readonly Strip[],
  from: number,
  to: number,
  bins: number,
): Pick<ActivationHistogram, 'shares' | 'below' | 'above'> {
  const shares = Array.from({ length: bins }, () => 0);
  const width = (to - from) / bins;
  let below = 0;
  let above = 0;
  for (const { share, low, high } of strips) {
    const under = shareUnder(from, low, high);
    // A value at the upper end lies in the last bin.
    const over = high <= to ? 0 : 1 - shareUnder(to, low, high);
    below += share * under;
    above += share * over;
    const first = binOf(low, from, width, bins);
    const last = binOf(high, from, width, bins);
    let before = under;
    for (let bin = first; bin <= last && under + over < 1; bin++) {
      const upTo = bin === last ? 1 - over : shareUnder(from + (bin + 1) * width, low, high);
      shares[bin] = (shares[bin] ?? 0) + share * (upTo - before);
      before = upTo;
    }
  }
  return { shares, below, above };
}

function binOf(value: number, from: number, width: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor((value - from) / width)));
}

/** The share of an even spread between `low` and `high` that lies below `bound`; a single value counts as not below. */
function shareUnder(bound: number, low: number, high: number): number {
  if (bound <= low) return 0;
  return bound >= high ? 1 : (bound - low) / (high - low);
}
