import { describe, expect, it } from 'vitest';
import { activations } from '../../../../src/core/activations';
import { getKnowledge } from '../../../../src/core/cards/knowledge';
import { latexText } from '../../../../src/core/cards/latexText';

const written: readonly (readonly [latex: string, text: string])[] = [
  [String.raw`\tanh x=2\,\sigma(2x)-1`, 'tanh x = 2 σ(2x) − 1'],
  [String.raw`\operatorname{LeakyReLU}(x)=\max(x,\alpha x)`, 'LeakyReLU(x) = max(x, αx)'],
  [String.raw`\tanh(-x)=-\tanh x`, 'tanh(−x) = −tanh x'],
  [String.raw`f(x)\approx\max_j\,(w_jx+b_j)`, 'f(x) ≈ maxⱼ (wⱼx + bⱼ)'],
  [String.raw`\tfrac x2\left[1+\operatorname{erf}\!\left(\tfrac{x}{\sqrt2}\right)\right]`, 'x/2·[1 + erf(x/√2)]'],
  [String.raw`\sigma'(x)\approx\tfrac14 e^{-x^2/2}`, 'σ′(x) ≈ 1/4·e^(−x²/2)'],
  [String.raw`\frac{\partial p_i}{\partial x_j}=p_i\,(\mathbb 1[i=j]-p_j)`, '∂pᵢ/∂xⱼ = pᵢ (1[i = j] − pⱼ)'],
  [String.raw`\begin{cases}x & x>0\\ \alpha x & x\le0\end{cases}`, 'x (x > 0); αx (x ≤ 0)'],
  [String.raw`1.7159\tanh\tfrac23\approx1`, '1.7159 tanh 2/3 ≈ 1'],
  [String.raw`g\in\{\sigma,\mathrm{id}\}`, 'g ∈ {σ, id}'],
  ['', ''],
  ['x^{', 'x^()'],
];

describe('latexText', () => {
  it.each(written)('writes %s as %s', (latex, text) => {
    expect(latexText(latex)).toBe(text);
  });

  const ids = Object.keys(activations) as (keyof typeof activations)[];
  const formulas = new Set(ids.flatMap((id) => getKnowledge(id).relations.flatMap(({ latex }) => latex ?? [])));

  it.each([...formulas].map((latex) => [latex]))('leaves no LaTeX in %s', (latex) => {
    const text = latexText(latex);
    expect(text).not.toMatch(/[\\&$\u2062]|mathbb|operatorname|frac|sqrt|left|right/);
    const count = (character: string): number => text.split(character).length - 1;
    expect(count('(')).toBe(count(')'));
    expect(count('[')).toBe(count(']'));
  });
});
