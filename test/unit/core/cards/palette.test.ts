import { describe, expect, it } from 'vitest';
import { paletteOf, type Palette, type Theme } from '../../../../src/core/cards/palette';

/** What hovers have behind them, by VS Code's default themes of 2021 and of today. */
const hoverBackgrounds: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#f3f3f3', '#f8f8f8'],
  dark: ['#252526', '#202020'],
  highContrast: ['#000000', '#0c141f'],
  highContrastLight: ['#ffffff'],
};
const themes = Object.keys(hoverBackgrounds) as Theme[];

type Colour = readonly [red: number, green: number, blue: number];

function parse(colour: string): Colour {
  const [red = 0, green = 0, blue = 0] = (/^#(..)(..)(..)$/.exec(colour) ?? [])
    .slice(1)
    .map((pair) => parseInt(pair, 16));
  return [red, green, blue];
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** `colour` laid over `background` with `opacity`. */
function over(colour: Colour, background: Colour, opacity: number): Colour {
  const mix = (index: 0 | 1 | 2): number => colour[index] * opacity + background[index] * (1 - opacity);
  return [mix(0), mix(1), mix(2)];
}

describe.each(themes)('the %s palette', (theme) => {
  const palette = paletteOf(theme);
  const backgrounds = hoverBackgrounds[theme].map(parse);

  it.each(backgrounds.map((background) => [background]))('has text of 4.5:1 on %j', (background) => {
    expect(contrast(parse(palette.text), background)).toBeGreaterThanOrEqual(4.5);
  });

  it.each<keyof Palette>(['value', 'derivative', 'axis'])('has lines of 3:1: %s, shaded regions included', (role) => {
    const line = parse(String(palette[role]));
    for (const background of backgrounds) {
      const shaded = [palette.dead, palette.vanishing].map((tint) => over(parse(tint), background, palette.tint));
      for (const behind of [background, ...shaded]) {
        expect(contrast(line, behind)).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('shades so that patterns are seen', () => {
    for (const background of backgrounds) {
      // The opacities with which the plot draws its patterns.
      expect(contrast(over(parse(palette.dead), background, 0.6), background)).toBeGreaterThanOrEqual(1.9);
      expect(contrast(over(parse(palette.vanishing), background, 0.75), background)).toBeGreaterThanOrEqual(1.9);
    }
  });
});
