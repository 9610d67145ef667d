/**
 * Functions that `Math` lacks, or that lose digits when written down naively. Every one of them is accurate to a few
 * units in the last place of a float64, in the tails too: "relative" means relative to the true value, however small.
 */

const SQRT_2 = Math.SQRT2;
const ONE_OVER_SQRT_PI = 1 / Math.sqrt(Math.PI);
const ONE_OVER_SQRT_2_PI = 1 / Math.sqrt(2 * Math.PI);

/**
 * Coefficients of the rational approximations of erf and erfc on three intervals, highest power first.
 * W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), 631–637.
 */
const ERF_NEAR_ZERO = {
  upTo: 0.46875,
  numerator: [
    1.85777706184603153e-1, 3.1611237438705656, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3,
  ],
  denominator: [1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3],
} as const;

const ERFC_MIDDLE = {
  upTo: 4,
  numerator: [
    2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2,
    8.8195222124176909e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3,
  ],
  denominator: [
    1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
    3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3,
  ],
} as const;

const ERFC_TAIL = {
  numerator: [
    1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
    1.60837851487422766e-2, 6.58749161529837803e-4,
  ],
  denominator: [
    1, 2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3,
  ],
} as const;

/** Horner's rule; coefficients from the highest power to the constant. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

/**
 * e^(−rate·x²) for a rate of 1 or 1/2, with full relative accuracy. The rounding of x² alone would cost x² units in the
 * last place; splitting x into a multiple of 1/16, whose square is exact, and a small rest keeps it (Cody's remedy).
 */
function exponentialOfSquare(x: number, rate: number): number {
  const magnitude = Math.abs(x);
  if (magnitude > 40) {
    return 0;
  }
  const coarse = Math.trunc(magnitude * 16) / 16;
  const rest = (magnitude - coarse) * (magnitude + coarse);
  return Math.exp(-rate * coarse * coarse) * Math.exp(-rate * rest);
}

/** The Gaussian bell e^(−x²/2). */
export function gaussianBell(x: number): number {
  return exponentialOfSquare(x, 0.5);
}

/** erf(x) for |x| ≤ 0.46875. */
function erfNearZero(x: number): number {
  const square = x * x;
  return (x * polynomial(ERF_NEAR_ZERO.numerator, square)) / polynomial(ERF_NEAR_ZERO.denominator, square);
}

/** e^(x²)·erfc(x) for x ≥ 0.46875: a slowly varying function that neither underflows nor loses digits. */
function scaledErfc(x: number): number {
  if (x <= ERFC_MIDDLE.upTo) {
    return polynomial(ERFC_MIDDLE.numerator, x) / polynomial(ERFC_MIDDLE.denominator, x);
  }
  const inverseSquare = 1 / (x * x);
  const correction =
    (inverseSquare * polynomial(ERFC_TAIL.numerator, inverseSquare)) / polynomial(ERFC_TAIL.denominator, inverseSquare);
  return (ONE_OVER_SQRT_PI - correction) / x;
}

/** The error function, 2/√π · ∫₀ˣ e^(−t²) dt. */
export function erf(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude <= ERF_NEAR_ZERO.upTo || Number.isNaN(x)) {
    return erfNearZero(x);
  }
  // From 6 on, erf rounds to 1.
  const complement = magnitude > 6 ? 0 : exponentialOfSquare(magnitude, 1) * scaledErfc(magnitude);
  return Math.sign(x) * (1 - complement);
}

/** The derivative of erf, 2/√π · e^(−x²). */
export function erfDerivative(x: number): number {
  return 2 * ONE_OVER_SQRT_PI * exponentialOfSquare(x, 1);
}

/** Φ(x), the distribution function of the standard normal distribution. */
export function normalDistribution(x: number): number {
  const scaled = Math.abs(x) / SQRT_2;
  if (scaled <= ERF_NEAR_ZERO.upTo || Number.isNaN(x)) {
    return 0.5 + 0.5 * erfNearZero(x / SQRT_2);
  }
  const exponential = gaussianBell(x);
  // Multiplying by a zero exponential would turn the scaled tail of an infinite x into NaN.
  const tail = exponential === 0 ? 0 : 0.5 * exponential * scaledErfc(scaled);
  return x < 0 ? tail : 1 - tail;
}

/** φ(x), the density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return ONE_OVER_SQRT_2_PI * gaussianBell(x);
}

/** The logistic function 1/(1 + e^(−x)), with no overflow on either side and full relative accuracy on the left. */
export function logistic(x: number): number {
  if (x >= 0) {
    return 1 / (1 + Math.exp(-x));
  }
  const exponential = Math.exp(x);
  return exponential / (1 + exponential);
}

/** ln(1 + e^x), with no overflow on the right and full relative accuracy on the left. */
export function logOnePlusExp(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1/cosh²(x), the derivative of tanh: unlike 1 − tanh²(x) it keeps its digits in the tails. */
export function hyperbolicSecantSquared(x: number): number {
  const exponential = Math.exp(-2 * Math.abs(x));
  return (4 * exponential) / (1 + exponential) ** 2;
}

/** Below this |x| the differences of the next two functions cancel, and their power series is summed instead. */
const SERIES_LIMIT = 1;

/** x − tanh(x), accurate around 0, where it is x³/3 and the difference of two nearly equal numbers. */
export function identityMinusTanh(x: number): number {
  if (Math.abs(x) > SERIES_LIMIT) {
    return x - Math.tanh(x);
  }
  // x − sinh x/cosh x = (x(cosh x − 1) − (sinh x − x))/cosh x; the numerator is Σ 2n/(2n+1)! · x^(2n+1), all of one sign.
  const square = x * x;
  let term = x;
  let sum = 0;
  for (let n = 1; n <= 11; n += 1) {
    term *= square / (2 * n * (2 * n + 1));
    sum += 2 * n * term;
  }
  return sum / Math.cosh(x);
}

/** e^x − 1 − x, accurate around 0, where it is x²/2 and the difference of two nearly equal numbers. */
export function expMinusOneMinusIdentity(x: number): number {
  if (Math.abs(x) > SERIES_LIMIT) {
    return Math.expm1(x) - x;
  }
  let term = x;
  let sum = 0;
  for (let n = 2; n <= 19; n += 1) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

/** ln(cosh x), which overflows nowhere and keeps its digits around 0, where it is x²/2. */
export function logHyperbolicCosine(x: number): number {
  const magnitude = Math.abs(x);
  if (magnitude < 1) {
    // cosh x = 1 + 2 sinh²(x/2)
    return Math.log1p(2 * Math.sinh(magnitude / 2) ** 2);
  }
  return magnitude + Math.log1p(Math.exp(-2 * magnitude)) - Math.LN2;
}

/** factor · vanishing with ∞ · 0 = 0: for a second factor that is zero, or goes to zero faster than the first grows. */
export function timesVanishing(factor: number, vanishing: number): number {
  return vanishing === 0 && !Number.isNaN(factor) ? 0 : factor * vanishing;
}
