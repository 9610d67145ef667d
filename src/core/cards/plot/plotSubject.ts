import type { Kink } from '../../activations/activation';

/** An interval worth shading; `null` is an end that lies at infinity. */
export interface ShadedRegion {
  readonly from: number | null;
  readonly to: number | null;
  /** `dead`: f' is zero. `saturated`: |f'| is below the threshold but not zero. */
  readonly kind: 'dead' | 'saturated';
}

/** A function as the plot needs it: its parameters are filled in. */
export interface PlotSubject {
  value(x: number): number;
  derivative(x: number): number;
  /** Ascending. */
  readonly kinks: readonly Kink[];
  /** The open interval on which the function is defined. */
  readonly domain: readonly [lower: number, upper: number];
  readonly regions: readonly ShadedRegion[];
  /** The slope below which a region counts as saturated, for the legend. */
  readonly slopeThreshold: number;
  /** Further places that should be in view, such as the minimum. */
  readonly landmarks: readonly number[];
}

export type Interval = readonly [lower: number, upper: number];
