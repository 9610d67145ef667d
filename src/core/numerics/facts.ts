import type {
  ElementwiseActivation,
  Kink,
  ParameterValues,
  ScalarFunction,
  VectorActivation,
} from '../activations/activation';
import type { Asymptote } from './asymptotes';
import { findAsymptotes } from './asymptotes';
import type { BoundFunction } from './boundFunction';
import { bindFunction } from './boundFunction';
import type { FlatRegion } from './flatness';
import { findFlatRegions, shareInRegions } from './flatness';
import type { Centring, Gains, Moments } from './moments';
import { computeMoments, describeCentring, gainsOf } from './moments';
import type { Monotonicity } from './monotonicity';
import { findMonotonicity } from './monotonicity';
import type { Point, ValueRange } from './range';
import { findExtrema } from './range';
import type { RoundingThreshold } from './rounding';
import { findRoundingThresholds } from './rounding';
import type { ExtremeSlope } from './slopes';
import { findExtremeSlopes } from './slopes';
import type { Smoothness } from './smoothness';
import { classifySmoothness } from './smoothness';
import type { Survey } from './survey';
import { surveyFunction } from './survey';
import { findStretches, turningPoints } from './turningPoints';

/** What is drawn of an activation, without the words and formulas that say what it is. */
export type DrawnActivation =
  (ScalarFunction & Pick<ElementwiseActivation, 'kind'>) | Pick<VectorActivation, 'kind' | 'view'>;

/** A tail counts as saturated where |f'| stays below this, unless the caller asks for another threshold. */
export const DEFAULT_SLOPE_THRESHOLD = 0.01;

/**
 * What follows from a function's value, derivative and kinks for the parameters at hand. Unbounded ends of intervals
 * are `null`, infinite quantities are `Infinity` or `-Infinity`, and nothing is ever NaN.
 */
export interface Facts {
  /** The smallest interval that holds every value. */
  readonly range: ValueRange;
  /** The global minimum; `null` where none is attained at a finite x. On a plateau: the point nearest to zero. */
  readonly minimum: Point | null;
  readonly maximum: Point | null;
  /** The threshold that `saturation` and `shareSaturated` were computed for. */
  readonly slopeThreshold: number;
  /** Tails on which |f'| stays below the threshold, and every interval on which f' is zero; ascending, disjoint. */
  readonly saturation: readonly FlatRegion[];
  /**
   * The share of inputs in `saturation` (0 … 1) when they are drawn from N(mean, sigma²).
   * @param sigma the standard deviation, ≥ 0
   * @param mean 0 unless given
   */
  shareSaturated(sigma: number, mean?: number): number;
  /** Per side and floating-point format: from which x on f(x) is stored as its limit. Left before right. */
  readonly rounding: readonly RoundingThreshold[];
  /** The supremum of |f'|, `Infinity` where the slope is unbounded or the function jumps. */
  readonly lipschitz: ExtremeSlope;
  /** The largest f', counted with its sign. */
  readonly largestSlope: ExtremeSlope;
  /** The smallest f', counted with its sign: negative where the function falls somewhere. */
  readonly smallestSlope: ExtremeSlope;
  /** For z ~ N(0, 1); `null` where the function is not defined for every input. */
  readonly moments: Moments | null;
  readonly gains: Gains | null;
  readonly centring: Centring | null;
  readonly monotonicity: Monotonicity;
  readonly smoothness: Smoothness;
  /** Where the derivative does not exist. */
  readonly kinks: readonly Kink[];
  /** What happens towards the lower and the upper end of the domain, −∞ and ∞ as a rule. */
  readonly asymptotes: { readonly left: Asymptote; readonly right: Asymptote };
}

/**
 * Computes the facts of an element-wise activation, or of the drawn view of a vector activation.
 * @param parameters a value for every numeric parameter
 * @param options `slope`: the threshold below which |f'| counts as saturated
 */
export function computeFacts(
  activation: DrawnActivation,
  parameters: ParameterValues,
  options: { readonly slope?: number } = {},
): Facts {
  const drawn = activation.kind === 'vector' ? activation.view : activation;
  const bound = bindFunction(drawn, parameters);
  return assemble(bound, surveyFunction(bound), options.slope ?? DEFAULT_SLOPE_THRESHOLD);
}

function assemble(bound: BoundFunction, survey: Survey, threshold: number): Facts {
  const asymptotes = findAsymptotes(bound);
  const saturation = findFlatRegions(bound, survey, threshold);
  const stretches = findStretches(bound, survey);
  const turns = turningPoints(survey, stretches);
  const moments = computeMoments(bound, saturation);
  return {
    ...findExtrema(bound, survey, asymptotes, saturation, turns),
    slopeThreshold: threshold,
    saturation,
    shareSaturated: (sigma, mean = 0) => shareInRegions(saturation, sigma, mean),
    rounding: findRoundingThresholds(bound, asymptotes, saturation, turns),
    ...findExtremeSlopes(bound, survey),
    moments,
    gains: moments === null ? null : gainsOf(moments),
    centring: moments === null ? null : describeCentring(bound, moments),
    monotonicity: findMonotonicity(bound, stretches, saturation),
    smoothness: classifySmoothness(bound, survey),
    kinks: bound.kinks,
    asymptotes,
  };
}
