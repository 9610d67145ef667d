import type { Parameter } from '../activations/activation';

const greekLetters: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  varepsilon: 'ε',
  epsilon: 'ε',
  theta: 'θ',
  lambda: 'λ',
  mu: 'μ',
  sigma: 'σ',
  tau: 'τ',
  omega: 'ω',
};

const subscripts: Readonly<Record<string, string>> = { '0': '₀', '1': '₁', '2': '₂', n: 'ₙ', p: 'ₚ' };

/** The sign that the formula's text form uses for a parameter: `\alpha_p` is αₚ. `undefined` where it has none. */
export function symbolText({ symbol }: Parameter): string | undefined {
  return symbol
    ?.replace(/\\([a-z]+)/g, (whole, name: string) => greekLetters[name] ?? whole)
    .replace(/_\{?(\w)\}?/g, (whole, index: string) => subscripts[index] ?? whole);
}
