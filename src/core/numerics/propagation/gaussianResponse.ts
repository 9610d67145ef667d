import type { ElementwiseActivation, ParameterValues } from '../../activations/activation';
import { bindFunction } from '../boundFunction';
import type { BoundFunction } from '../boundFunction';
import type { OpenEndedInterval } from '../interval';
import { normalDistribution } from '../specialFunctions';
import { surveyFunction } from '../survey';
import type { GaussianMoments, MomentSubject } from './gaussianMoments';
import { momentsAtZero, momentsByGrids, momentsByIntervals, momentSubject } from './gaussianMoments';
import { findGentleIntervals } from './levelSets';
import type { ResolvedFunction } from './resolvedFunction';
import { resolveFunction } from './resolvedFunction';

/** An activation prepared for the question what it does to N(0, σ²) inputs, for one σ after the other. */
export interface GaussianResponse {
  readonly bound: BoundFunction;
  readonly resolved: ResolvedFunction;
  /** Where the slope is zero, or too small for a framework to tell it from zero; ascending and disjoint. */
  readonly dead: readonly OpenEndedInterval[];
  /** Where |f'| is below the threshold. */
  readonly gentle: readonly OpenEndedInterval[];
  readonly slopeThreshold: number;
  readonly subject: MomentSubject;
}

/**
 * Slopes below this are zero to the frameworks, which compute in float64 at best: their formulas run out of exponent
 * between 1e-306 (SiLU, whose sigmoid overflows first) and 5e-324 (ELU), and this is the middle.
 */
const VANISHING_SLOPE = 1e-314;

/** Of many σ in a row, as a slider asks for them, only the first pays for looking at the function. */
const prepared = new WeakMap<
  ElementwiseActivation,
  { readonly key: string; readonly response: GaussianResponse | null }
>();

/** Prepares an activation; `null` where it is not defined for every input, as `logit` is not. */
export function responseOf(
  activation: ElementwiseActivation,
  parameters: ParameterValues,
  slopeThreshold: number,
): GaussianResponse | null {
  const values = Object.entries(parameters).map(([name, value]) => `${name}=${String(value)}`);
  const key = [String(slopeThreshold), ...values].join(' ');
  const known = prepared.get(activation);
  if (known?.key === key) return known.response;
  const response = prepareResponse(activation, parameters, slopeThreshold);
  prepared.set(activation, { key, response });
  return response;
}

function prepareResponse(
  activation: ElementwiseActivation,
  parameters: ParameterValues,
  slopeThreshold: number,
): GaussianResponse | null {
  const bound = bindFunction(activation, parameters);
  if (bound.lower !== -Infinity || bound.upper !== Infinity) return null;
  const resolved = resolveFunction(bound, surveyFunction(bound));
  const dead = findGentleIntervals(bound, resolved, VANISHING_SLOPE);
  const gentle = findGentleIntervals(bound, resolved, slopeThreshold);
  return { bound, resolved, dead, gentle, slopeThreshold, subject: momentSubject(bound) };
}

/** Whether nine standard deviations lie where the function is cut finely enough. */
export function isResolved({ resolved }: GaussianResponse, sigma: number): boolean {
  return 9 * sigma <= resolved.reach;
}

/** What N(0, σ²) turns into. */
export function momentsAt(response: GaussianResponse, sigma: number): GaussianMoments {
  const { subject, resolved } = response;
  if (sigma === 0) return momentsAtZero(subject);
  return isResolved(response, sigma)
    ? momentsByIntervals(subject, resolved.edges, sigma)
    : momentsByGrids(subject, sigma);
}

/** The share of N(0, σ²) on which the slope is exactly zero. */
export function deadShare(response: GaussianResponse, sigma: number): number {
  return sigma === 0 ? Number(response.bound.slope(0) === 0) : shareWithin(response.dead, response, sigma);
}

/** The share of N(0, σ²) on which |f'| is below the threshold. */
export function gentleShare(response: GaussianResponse, sigma: number): number {
  const { bound, gentle, slopeThreshold } = response;
  return sigma === 0 ? Number(Math.abs(bound.slope(0)) < slopeThreshold) : shareWithin(gentle, response, sigma);
}

/** Beyond the reach of the cuts the function oscillates on, so that the intervals go on as densely as before. */
function shareWithin(
  intervals: readonly OpenEndedInterval[],
  { resolved: { reach } }: GaussianResponse,
  sigma: number,
): number {
  const inside = intervals.reduce((sum, { from, to }) => sum + shareBetween(from, to, sigma), 0);
  const outside = reach === Infinity ? 0 : 2 * normalDistribution(-reach / sigma) * densityOf(intervals, reach);
  return Math.min(1, Math.max(0, inside + outside));
}

/** The share of the line from −reach to reach that the intervals cover. */
function densityOf(intervals: readonly OpenEndedInterval[], reach: number): number {
  return intervals.reduce((sum, { from, to }) => sum + (to ?? reach) - (from ?? -reach), 0) / (2 * reach);
}

/** The share of N(0, σ²) in an interval; `null` is an end at infinity. */
function shareBetween(from: number | null, to: number | null, sigma: number): number {
  return (to === null ? 1 : normalDistribution(to / sigma)) - (from === null ? 0 : normalDistribution(from / sigma));
}
