import { activations } from '../../activations';
import { shortNumber } from '../../cards/values';
import { computeFacts } from '../../numerics/facts';

let known: { readonly one: string; readonly half: string; readonly zero: string } | undefined;

/** From which inputs on the sigmoid is stored as 1 (`half`: in fp16) or, on the other side, as 0. */
export function sigmoidLimits(): NonNullable<typeof known> {
  if (known === undefined) {
    const { rounding } = computeFacts(activations.sigmoid, {});
    const at = (format: string, side: string): string =>
      shortNumber(rounding.find((one) => one.format === format && one.side === side)?.from ?? NaN);
    known = { one: at('fp32', 'right'), half: at('fp16', 'right'), zero: at('fp32', 'left') };
  }
  return known;
}

/** The largest x whose exponential float32 holds: ln((2 − 2⁻²³) · 2¹²⁷). */
export const LARGEST_EXPONENT = Math.log((2 - 2 ** -23) * 2 ** 127);
