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

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `2.8·10⁻⁸`; plain digits between a hundredth and ten thousand. */
export function powerText(value: number): string {
  if (value === 0 || !Number.isFinite(value) || (value >= 0.01 && value < 1e4)) {
    return exactText(Number(value.toPrecision(2)));
  }
  const [digits = '', exponent = ''] = value.toExponential(1).split('e');
  return `${digits.replace(/\.0$/, '')}·10${superscript(Number(exponent))}`;
}

/** An exponent in small raised digits. */
export function superscript(exponent: number): string {
  const digits = Array.from(String(Math.abs(exponent)), (digit) => superscripts.charAt(Number(digit)));
  return `${exponent < 0 ? '⁻' : ''}${digits.join('')}`;
}
