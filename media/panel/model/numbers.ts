/** Seven significant digits, with the typographic minus sign: for values read off a curve. */
export function exactText(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  return String(Number(value.toPrecision(7)))
    .replace('e+', 'e')
    .replaceAll('-', '−');
}

/** A share as per cent, with enough digits for small shares. */
export function percentText(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent >= 99.95) return percent.toFixed(0);
  return percent < 0.1 ? percent.toPrecision(1) : percent.toFixed(1);
}
