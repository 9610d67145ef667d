import { compactNumber, type Image } from './image';
import type { Palette } from './palette';

/**
 * All formulas, typeset when the product is built: the outlines of the glyphs once, and per activation where they
 * stand. Lengths are in 1/1000 em, y upwards from the baseline.
 */
export interface FormulaAsset {
  /** SVG path data. */
  readonly glyphs: readonly string[];
  readonly formulas: Readonly<Record<string, FormulaPair>>;
}

export interface FormulaPair {
  readonly value: TypesetFormula;
  readonly derivative: TypesetFormula;
}

export interface TypesetFormula {
  readonly width: number;
  /** Extent above the baseline. */
  readonly ascent: number;
  /** Extent below the baseline, positive. */
  readonly descent: number;
  readonly glyphs: readonly PlacedGlyph[];
  /** Fraction bars and the like: x, y of the lower left corner, width, height. */
  readonly rules: readonly (readonly [x: number, y: number, width: number, height: number])[];
}

/** Index into the outlines, position of the origin, scale (1 where left out; one number for both directions). */
export type PlacedGlyph = readonly [glyph: number, x: number, y: number, scaleX?: number, scaleY?: number];

export interface FormulaImageOptions {
  readonly palette: Palette;
  /** The em in pixels; the formula's letters are about as high as text of 13 px at 16. */
  readonly emSize: number;
  /** In pixels; wider formulas are set below each other, and shrunk if one alone is wider. */
  readonly maximumWidth: number;
}

const padding = 2;
const columnGap = 28;
const rowGap = 8;

/**
 * Function and derivative as one picture: side by side on one baseline where they fit, else below each other.
 * `undefined` where the asset does not know the activation.
 */
export function renderFormulas(
  asset: FormulaAsset,
  activation: string,
  options: FormulaImageOptions,
): Image | undefined {
  const pair = Object.hasOwn(asset.formulas, activation) ? asset.formulas[activation] : undefined;
  return pair && drawPlaced(asset, place(pair, options), options);
}

/** A formula, and where its baseline starts in pixels. */
interface PlacedFormula {
  readonly formula: TypesetFormula;
  readonly x: number;
  readonly baseline: number;
  /** Pixels per 1/1000 em. */
  readonly scale: number;
}

interface Arrangement {
  readonly formulas: readonly PlacedFormula[];
  readonly width: number;
  readonly height: number;
}

function place(pair: FormulaPair, options: FormulaImageOptions): Arrangement {
  const scale = options.emSize / 1000;
  const available = options.maximumWidth - 2 * padding;
  const { value, derivative } = pair;
  const besides = (value.width + derivative.width) * scale + columnGap <= available;
  return besides ? placeBeside(value, derivative, scale) : placeBelow(value, derivative, scale, available);
}

function placeBeside(value: TypesetFormula, derivative: TypesetFormula, scale: number): Arrangement {
  const ascent = Math.max(value.ascent, derivative.ascent) * scale;
  const descent = Math.max(value.descent, derivative.descent) * scale;
  const baseline = padding + ascent;
  const second = padding + value.width * scale + columnGap;
  return {
    formulas: [
      { formula: value, x: padding, baseline, scale },
      { formula: derivative, x: second, baseline, scale },
    ],
    width: second + derivative.width * scale + padding,
    height: baseline + descent + padding,
  };
}

function placeBelow(value: TypesetFormula, derivative: TypesetFormula, scale: number, available: number): Arrangement {
  const formulas: PlacedFormula[] = [];
  let top = padding;
  let width = 0;
  for (const formula of [value, derivative]) {
    const fitting = Math.min(scale, available / formula.width);
    const baseline = top + formula.ascent * fitting;
    formulas.push({ formula, x: padding, baseline, scale: fitting });
    top = baseline + formula.descent * fitting + rowGap;
    width = Math.max(width, formula.width * fitting);
  }
  return { formulas, width: width + 2 * padding, height: top - rowGap + padding };
}

function drawPlaced(asset: FormulaAsset, arrangement: Arrangement, options: FormulaImageOptions): Image {
  const width = Math.ceil(arrangement.width);
  const height = Math.ceil(arrangement.height);
  const outlines = new Map<number, string>();
  const body = arrangement.formulas.map((placed) => drawFormula(placed, outlines)).join('');
  const definitions = [...outlines]
    .map(([glyph, name]) => `<path id="${name}" d="${asset.glyphs[glyph] ?? ''}"/>`)
    .join('');
  const size = `width="${String(width)}" height="${String(height)}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}><defs>${definitions}</defs><g fill="${options.palette.text}">${body}</g></svg>`;
  return { svg, width, height };
}

/** Names the glyphs it uses in `outlines`. */
function drawFormula(placed: PlacedFormula, outlines: Map<number, string>): string {
  const { formula, x, baseline, scale } = placed;
  const factor = compactNumber(scale, 5);
  const glyphs = formula.glyphs.map((glyph) => drawGlyph(glyph, outlines)).join('');
  const rules = formula.rules.map(([left, bottom, width, height]) => {
    return `<path d="M${String(left)} ${String(bottom)}h${String(width)}v${String(height)}h${String(-width)}z"/>`;
  });
  const move = `translate(${compactNumber(x, 1)} ${compactNumber(baseline, 1)})`;
  return `<g transform="${move} scale(${factor} -${factor})">${glyphs}${rules.join('')}</g>`;
}

function drawGlyph([glyph, x, y, scaleX, scaleY]: PlacedGlyph, outlines: Map<number, string>): string {
  const name = outlines.get(glyph) ?? `g${outlines.size.toString(36)}`;
  outlines.set(glyph, name);
  if (scaleX === undefined) {
    return `<use href="#${name}" x="${String(x)}" y="${String(y)}"/>`;
  }
  const scale = scaleY === undefined ? String(scaleX) : `${String(scaleX)} ${String(scaleY)}`;
  return `<use href="#${name}" transform="translate(${String(x)} ${String(y)}) scale(${scale})"/>`;
}
