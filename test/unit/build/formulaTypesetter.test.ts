import { beforeAll, describe, expect, it } from 'vitest';
import { activations } from '../../../src/core/activations';
import { typeset } from '../../../src/build/formulaTypesetter';
import { typesetFormulas } from '../../../src/build/typesetFormulas';
import { unitsPerEm, type FormulaAsset, type TypesetFormula } from '../../../src/core/cards/formulaImage';

async function typesetOne(latex: string): Promise<TypesetFormula> {
  const asset = await typeset([['one', { value: latex, derivative: 'x' }]]);
  const pair = asset.formulas['one'];
  if (!pair) {
    throw new Error('nothing was typeset');
  }
  return pair.value;
}

/** Thickness, axis height and widths as New Computer Modern's tables give them, in 1/1000 em. */
const ofFont = { ruleThickness: 40, x: 572 };
const em = unitsPerEm / 1000;

describe('typeset', () => {
  it('advances by the widths of the letters', async () => {
    const formula = await typesetOne('xx');
    expect(formula.glyphs).toHaveLength(2);
    expect((formula.glyphs[1]?.[1] ?? 0) - (formula.glyphs[0]?.[1] ?? 0)).toBe(Math.round(ofFont.x * em));
    expect(formula.width).toBe(Math.round(2 * ofFont.x * em));
  });

  it('keeps one outline for a letter that comes twice', async () => {
    const asset = await typeset([['twice', { value: 'x+x', derivative: 'x' }]]);
    expect(asset.glyphs).toHaveLength(2);
  });

  it('sets a fraction as numerator above a bar above denominator', async () => {
    const { glyphs, rules } = await typesetOne(String.raw`\frac{a}{b}`);
    const [bar] = rules;
    expect(rules).toHaveLength(1);
    expect(glyphs.map(([, , y]) => Math.sign(y))).toEqual([1, -1]);
    expect(bar?.[3]).toBeGreaterThanOrEqual(Math.floor(ofFont.ruleThickness * em));
    expect(bar?.[1]).toBeGreaterThan(0);
  });

  it('makes an exponent smaller and higher', async () => {
    const { glyphs } = await typesetOne('e^x');
    expect(glyphs[1]?.[3]).toBeCloseTo(0.707, 2);
    expect(glyphs[1]?.[2]).toBeGreaterThan(0);
  });

  it('joins the pieces of a tall brace without gaps', async () => {
    const lines = Array.from({ length: 6 }, () => 'x & y').join(String.raw`\\`);
    const { rules, ascent, descent } = await typesetOne(String.raw`\begin{cases}${lines}\end{cases}`);
    // Two bars lie between the ends and the middle of the brace.
    expect(rules).toHaveLength(2);
    for (const [, y, width, height] of rules) {
      expect(width).toBeGreaterThan(0);
      expect(height).toBeGreaterThan(width);
      expect(y).toBeGreaterThanOrEqual(-descent);
      expect(y + height).toBeLessThanOrEqual(ascent);
    }
  });

  it.each([String.raw`\nonsense{x}`, String.raw`\frac{x}`, 'x^{', String.raw`\left( x`])(
    'names the activation of %s',
    async (latex) => {
      await expect(typeset([['broken', { value: latex, derivative: 'x' }]])).rejects.toThrow(/formula of broken/);
    },
  );
});

describe('typesetFormulas', () => {
  let asset: FormulaAsset;

  beforeAll(async () => {
    asset = await typesetFormulas();
  }, 60_000);

  it('knows every activation and stays small', () => {
    expect(Object.keys(asset.formulas).sort()).toEqual(Object.keys(activations).sort());
    expect(JSON.stringify(asset).length).toBeLessThanOrEqual(250_000);
  });

  it('has relative outlines only, all of them used', () => {
    for (const outline of asset.glyphs) {
      expect(outline).toMatch(/^m[-\d mlhvqcstz.]+z$/);
    }
    const used = Object.values(asset.formulas).flatMap(({ value, derivative }) => [
      ...value.glyphs,
      ...derivative.glyphs,
    ]);
    expect(new Set(used.map(([glyph]) => glyph)).size).toBe(asset.glyphs.length);
  });

  it('keeps all letters within their formula', () => {
    for (const { value, derivative } of Object.values(asset.formulas)) {
      for (const { width, ascent, descent, glyphs } of [value, derivative]) {
        expect(glyphs.length).toBeGreaterThan(0);
        for (const [, x, y] of glyphs) {
          expect(x).toBeGreaterThanOrEqual(-unitsPerEm / 10);
          expect(x).toBeLessThanOrEqual(width);
          expect(Math.abs(y)).toBeLessThanOrEqual(ascent + descent + unitsPerEm);
        }
      }
    }
  });
});
