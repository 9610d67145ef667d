import { describe, expect, it } from 'vitest';
import {
  renderFormulas,
  unitsPerEm,
  type FormulaAsset,
  type TypesetFormula,
} from '../../../../src/core/cards/formulaImage';
import { paletteOf } from '../../../../src/core/cards/palette';
import { elementsOf, numberIn, parseXml } from '../../support/xml';

/** A box of `width` by `height` em, of one letter. */
function box(width: number, height: number): TypesetFormula {
  return {
    width: width * unitsPerEm,
    ascent: height * unitsPerEm,
    descent: 0,
    glyphs: [
      [0, 0, 0],
      [0, 50, 60, 0.7],
    ],
    rules: [[0, 10, 100, 10]],
  };
}

function render(value: TypesetFormula, derivative: TypesetFormula, maximumHeight = 100) {
  const asset: FormulaAsset = { glyphs: ['m0 0h100v100z'], formulas: { some: { value, derivative } } };
  const options = { palette: paletteOf('dark'), emSize: 16, maximumWidth: 400, maximumHeight };
  return renderFormulas(asset, 'some', options);
}

function placements(svg: string): readonly (readonly [x: number, y: number, scale: number])[] {
  return elementsOf(parseXml(svg), 'g').flatMap((group) => {
    const [, x, y, scale] =
      /^translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+) -[\d.]+\)$/.exec(group.attributes['transform'] ?? '') ?? [];
    return scale === undefined ? [] : [[Number(x), Number(y), Number(scale)] as const];
  });
}

describe('renderFormulas', () => {
  it('sets both on one baseline where they fit', () => {
    const images = render(box(8, 1), box(8, 2));
    const [first, second] = placements(images?.first.svg ?? '');
    expect(images?.second).toBeUndefined();
    expect(first?.[1]).toBe(second?.[1]);
    expect(second?.[0]).toBeGreaterThan((first?.[0] ?? 0) + 8 * 16);
    expect(first?.[2]).toBeCloseTo(16 / unitsPerEm, 4);
  });

  it('shrinks them a little for that', () => {
    const [first, second] = placements(render(box(13, 1), box(13, 1))?.first.svg ?? '');
    expect(first?.[1]).toBe(second?.[1]);
    expect((first?.[2] ?? 0) * unitsPerEm).toBeGreaterThanOrEqual(0.8 * 16);
    expect((first?.[2] ?? 0) * unitsPerEm).toBeLessThan(16);
  });

  it('else sets them below each other', () => {
    const [first, second] = placements(render(box(20, 1), box(20, 1))?.first.svg ?? '');
    expect(second?.[1]).toBeGreaterThanOrEqual((first?.[1] ?? 0) + 16);
    expect(first?.[0]).toBe(second?.[0]);
  });

  it('else gives two pictures', () => {
    const images = render(box(20, 3), box(20, 3), 60);
    expect(placements(images?.first.svg ?? '')).toHaveLength(1);
    expect(placements(images?.second?.svg ?? '')).toHaveLength(1);
  });

  it('never is wider than asked for', () => {
    expect(render(box(90, 1), box(40, 1))?.first.width).toBeLessThanOrEqual(400);
  });

  it('is drawn in the colour of text, with every outline once', () => {
    const svg = render(box(8, 1), box(8, 2))?.first.svg ?? '';
    const document = parseXml(svg);
    expect(elementsOf(document, 'g')[0]?.attributes['fill']).toBe(paletteOf('dark').text);
    expect(svg).not.toContain('currentColor');
    expect(elementsOf(document, 'defs')[0]?.children).toHaveLength(1);
    expect(elementsOf(document, 'use')).toHaveLength(4);
    expect(numberIn(document, 'width')).toBeGreaterThan(16 * 16);
  });

  it('knows nothing of activations that the asset does not have', () => {
    const asset: FormulaAsset = { glyphs: [], formulas: {} };
    const options = { palette: paletteOf('dark'), emSize: 16, maximumWidth: 400, maximumHeight: 60 };
    expect(renderFormulas(asset, 'toString', options)).toBeUndefined();
  });
});
