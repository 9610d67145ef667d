import { compactNumber, type Image } from './image';
import type { Palette } from './palette';

/**
 * All formulas, typeset when the product is built: the outlines of the glyphs once, and per activation where they
 * stand. Lengths are in `unitsPerEm`, y upwards from the baseline.
 */
export interface FormulaAsset {
  /** SVG path data. */
  readonly glyphs: readonly string[];
  readonly formulas: Readonly<Record<string, FormulaPair>>;
}

/** How many units of length the em of the asset has. */
export const unitsPerEm = 250;

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
  /** In pixels; where both formulas together are higher, they become two pictures. */
  readonly maximumHeight: number;
}

const padding = 2;
const columnGap = 28;
const rowGap = 8;
/** How far formulas are shrunk to save room. */
const smallest = 0.8;

/** The pictures of a function and its derivative. */
export interface FormulaImages {
  /** Both, or the function alone where both would be higher than wanted. */
  readonly first: Image;
  /** The derivative, where `first` has no room for it. */
  readonly second?: Image;
}

/**
 * Function and derivative as one picture: side by side on one baseline where they fit, a little smaller if need be,
 * else below each other, else as two pictures. `undefined` where the asset does not know the activation.
 */
export function renderFormulas(
  asset: FormulaAsset,
  activation: string,
  options: FormulaImageOptions,
): FormulaImages | undefined {
  const pair = Object.hasOwn(asset.formulas, activation) ? asset.formulas[activation] : undefined;
  if (!pair) {
    return undefined;
  }
  const together = place([pair.value, pair.derivative], options);
  if (together.height <= options.maximumHeight) {
    return { first: drawPlaced(asset, together, options) };
  }
  const [first, second] = [pair.value, pair.derivative].map((formula) => {
    return drawPlaced(asset, place([formula], fittedTo(formula, options)), options);
  });
  return first && { first, ...(second ? { second } : {}) };
}

/** Shrinks a formula of several lines towards the wanted height. */
function fittedTo({ ascent, descent }: TypesetFormula, options: FormulaImageOptions): FormulaImageOptions {
  const height = (ascent + descent) * (options.emSize / unitsPerEm) + 2 * padding;
  return { ...options, emSize: options.emSize * Math.max(smallest, Math.min(1, options.maximumHeight / height)) };
}

/** A formula, and where its baseline starts in pixels. */
interface PlacedFormula {
  readonly formula: TypesetFormula;
  readonly x: number;
  readonly baseline: number;
  /** Pixels per unit. */
  readonly scale: number;
}

interface Arrangement {
  readonly formulas: readonly PlacedFormula[];
  readonly width: number;
  readonly height: number;
}

function place(formulas: readonly TypesetFormula[], options: FormulaImageOptions): Arrangement {
  const scale = options.emSize / unitsPerEm;
  const available = options.maximumWidth - 2 * padding;
  const width = formulas.reduce((sum, formula) => sum + formula.width, 0) * scale;
  const fitting = Math.min(1, (available - columnGap * (formulas.length - 1)) / width);
  return fitting >= smallest ? placeBeside(formulas, scale * fitting) : placeBelow(formulas, scale, available);
}

function placeBeside(formulas: readonly TypesetFormula[], scale: number): Arrangement {
  const baseline = padding + Math.max(...formulas.map(({ ascent }) => ascent)) * scale;
  const descent = Math.max(...formulas.map((formula) => formula.descent)) * scale;
  const placed: PlacedFormula[] = [];
  let x = padding;
  for (const formula of formulas) {
    placed.push({ formula, x, baseline, scale });
    x += formula.width * scale + columnGap;
  }
  return { formulas: placed, width: x - columnGap + padding, height: baseline + descent + padding };
}

function placeBelow(formulas: readonly TypesetFormula[], scale: number, available: number): Arrangement {
  const placed: PlacedFormula[] = [];
  let top = padding;
  let width = 0;
  for (const formula of formulas) {
    const fitting = Math.min(scale, available / formula.width);
    const baseline = top + formula.ascent * fitting;
    placed.push({ formula, x: padding, baseline, scale: fitting });
    top = baseline + formula.descent * fitting + rowGap;
    width = Math.max(width, formula.width * fitting);
  }
  return { formulas: placed, width: width + 2 * padding, height: top - rowGap + padding };
}

function drawPlaced(asset: FormulaAsset, arrangement: Arrangement, options: FormulaImageOptions): Image {
  // Less than a thousandth of a pixel is an error of arithmetic.
  const width = Math.ceil(arrangement.width - 1e-3);
  const height = Math.ceil(arrangement.height - 1e-3);
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
    return `<use href="#${name}" x="${String(x)}"${y === 0 ? '' : ` y="${String(y)}"`}/>`;
  }
  const scale = scaleY === undefined ? String(scaleX) : `${String(scaleX)} ${String(scaleY)}`;
  return `<use href="#${name}" transform="translate(${String(x)} ${String(y)}) scale(${scale})"/>`;
}
