/** A binary floating-point format of deep-learning hardware. */
export type FloatFormat = 'fp16' | 'bf16' | 'fp32' | 'fp64';

export const FLOAT_FORMATS: readonly FloatFormat[] = ['fp16', 'bf16', 'fp32', 'fp64'];

interface FormatShape {
  /** Significant bits, the leading one included. */
  readonly precision: number;
  /** Exponents of the smallest and the largest normal number. */
  readonly smallestExponent: number;
  readonly largestExponent: number;
}

const SHAPES: Readonly<Record<FloatFormat, FormatShape>> = {
  fp16: { precision: 11, smallestExponent: -14, largestExponent: 15 },
  bf16: { precision: 8, smallestExponent: -126, largestExponent: 127 },
  fp32: { precision: 24, smallestExponent: -126, largestExponent: 127 },
  fp64: { precision: 53, smallestExponent: -1022, largestExponent: 1023 },
};

/** Rounds to the nearest number of the format, ties to even, with subnormal numbers and overflow to ±Infinity. */
export function roundToFormat(value: number, format: FloatFormat): number {
  if (format === 'fp64' || value === 0 || !Number.isFinite(value)) return value;
  if (format === 'fp32') return Math.fround(value);
  const { precision, smallestExponent } = SHAPES[format];
  const exponent = Math.max(exponentOf(Math.abs(value)), smallestExponent);
  const quantum = 2 ** (exponent - precision + 1);
  const rounded = roundHalfToEven(value / quantum) * quantum;
  return Math.abs(rounded) > largestOf(format) ? Math.sign(value) * Infinity : rounded;
}

/** The largest finite number of the format. */
export function largestOf(format: FloatFormat): number {
  const { precision, largestExponent } = SHAPES[format];
  return (2 - 2 ** (1 - precision)) * 2 ** largestExponent;
}

function exponentOf(magnitude: number): number {
  const guess = Math.floor(Math.log2(magnitude));
  // log2 may round up to the next integer.
  return 2 ** guess > magnitude ? guess - 1 : guess;
}

function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
