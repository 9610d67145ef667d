/**
 * LaTeX to an asset of glyph outlines and positions. MathJax lays the formulas out; what is kept of its drawing is the
 * outlines, once each, and where they stand.
 */
import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/js/svg.js';
import '@mathjax/mathjax-newcm-font/js/svg/dynamic/calligraphic.js';
import '@mathjax/mathjax-newcm-font/js/svg/dynamic/double-struck.js';
import type { LiteElement } from '@mathjax/src/js/adaptors/lite/Element.js';
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
import {
  unitsPerEm,
  type FormulaAsset,
  type FormulaPair,
  type PlacedGlyph,
  type TypesetFormula,
} from '../core/cards/formulaImage';

/** MathJax counts in 1/1000 em; the asset is coarser, as nobody sees a hundredth of a pixel. */
const unit = unitsPerEm / 1000;

/** LaTeX of a function and of its derivative. */
export interface FormulaSource {
  readonly value: string;
  readonly derivative: string;
}

/**
 * Typesets `sources` into one asset with shared outlines.
 * @throws Error that names the activation when its LaTeX has a mistake or needs a drawing that the asset cannot hold.
 */
export async function typeset(
  sources: readonly (readonly [id: string, source: FormulaSource])[],
): Promise<FormulaAsset> {
  const typesetter = new Typesetter();
  const formulas: Record<string, FormulaPair> = {};
  for (const [id, source] of sources) {
    try {
      formulas[id] = {
        value: await typesetter.typeset(source.value),
        derivative: await typesetter.typeset(source.derivative),
      };
    } catch (cause) {
      throw new Error(`The formula of ${id} cannot be typeset: ${String(cause)}`, { cause });
    }
  }
  return { glyphs: typesetter.outlines(), formulas };
}

/** A scaling and a shift: MathJax nests nothing else. */
interface Placement {
  readonly x: number;
  readonly y: number;
  readonly scaleX: number;
  readonly scaleY: number;
  /** In the coordinates of the children: what lies outside is cut off (the pieces of tall braces). */
  readonly clip?: Rectangle;
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Marks {
  readonly glyphs: PlacedGlyph[];
  readonly rules: (readonly [number, number, number, number])[];
}

function createMathJax() {
  // Nothing is left to load: the files with rarer letters are imported above.
  mathjax.asyncLoad = (): Promise<void> => Promise.resolve();
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const document = mathjax.document('', {
    InputJax: new TeX({
      packages: ['base', 'ams'],
      formatError: (_jax: unknown, error: Error): never => {
        throw error;
      },
    }),
    OutputJax: new SVG({ fontData: MathJaxNewcmFont, fontCache: 'none', linebreaks: { inline: false } }),
  });
  return { adaptor, convert: (latex: string): Promise<unknown> => document.convertPromise(latex, { display: true }) };
}

class Typesetter {
  private readonly glyphs = new Map<string, number>();
  private readonly mathJax = createMathJax();
  private readonly adaptor = this.mathJax.adaptor;

  outlines(): readonly string[] {
    return [...this.glyphs.keys()];
  }

  async typeset(latex: string): Promise<TypesetFormula> {
    const container = await this.mathJax.convert(latex);
    const svg = this.find(container as LiteElement, 'svg');
    const box = numbers(this.attribute(svg, 'viewBox'));
    const [left = 0, top = 0, width = 0, height = 0] = box;
    const marks: Marks = { glyphs: [], rules: [] };
    // The root group turns the y axis upwards; the asset keeps that direction, so its scale is undone here.
    this.collect(svg, { x: -left, y: 0, scaleX: 1, scaleY: -1 }, marks);
    return {
      width: inUnits(width),
      ascent: inUnits(-top),
      descent: inUnits(height + top),
      ...marks,
    };
  }

  private find(element: LiteElement, kind: string): LiteElement {
    const found = this.adaptor.tags(element, kind)[0];
    if (!found) {
      throw new Error(`no <${kind}> in the output`);
    }
    return found;
  }

  private attribute(element: LiteElement, name: string): string {
    return this.adaptor.hasAttribute(element, name) ? String(this.adaptor.getAttribute(element, name)) : '';
  }

  private collect(parent: LiteElement, placement: Placement, marks: Marks): void {
    for (const child of this.adaptor.childNodes(parent)) {
      if (this.adaptor.kind(child) !== '#text') {
        this.collectElement(child as LiteElement, placement, marks);
      }
    }
  }

  private collectElement(element: LiteElement, outer: Placement, marks: Marks): void {
    const placement = transformed(outer, this.attribute(element, 'transform'));
    switch (this.adaptor.kind(element)) {
      case 'g':
        this.collect(element, placement, marks);
        break;
      case 'svg':
        this.collect(element, this.nested(element, placement), marks);
        break;
      case 'path':
        this.collectPath(this.attribute(element, 'd'), placement, marks);
        break;
      case 'rect':
        marks.rules.push(placedRule(this.rectangle(element), placement));
        break;
      default:
        throw new Error(`<${this.adaptor.kind(element)}> in the output`);
    }
  }

  private rectangle(element: LiteElement): Rectangle {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(this.attribute(element, name)));
    return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
  }

  private nested(element: LiteElement, outer: Placement): Placement {
    const frame = this.rectangle(element);
    const [x = 0, y = 0, width = 1, height = 1] = numbers(this.attribute(element, 'viewBox'));
    const scaleX = frame.width / width;
    const scaleY = frame.height / height;
    const inner = { x: frame.x - x * scaleX, y: frame.y - y * scaleY, scaleX, scaleY };
    return { ...compose(outer, inner), clip: { x, y, width, height } };
  }

  private collectPath(data: string, placement: Placement, marks: Marks): void {
    if (data === '') {
      return;
    }
    if (placement.clip) {
      // A piece of a tall brace: a bar, cut to the length that is needed.
      marks.rules.push(placedRule(bar(data), placement));
      return;
    }
    const outline = relativePath(data);
    const glyph = this.glyphs.get(outline) ?? this.glyphs.size;
    this.glyphs.set(outline, glyph);
    marks.glyphs.push(placedGlyph(glyph, placement));
  }
}

function inUnits(length: number): number {
  return Math.round(length * unit) + 0;
}

function numbers(list: string): readonly number[] {
  return list.split(/[\s,]+/).map(Number);
}

function compose(outer: Placement, inner: Placement): Placement {
  return {
    x: outer.x + inner.x * outer.scaleX,
    y: outer.y + inner.y * outer.scaleY,
    scaleX: outer.scaleX * inner.scaleX,
    scaleY: outer.scaleY * inner.scaleY,
  };
}

function transformed(outer: Placement, transform: string): Placement {
  let placement = outer;
  for (const [, kind = '', list = ''] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first = 0, second] = numbers(list);
    if (kind === 'translate') {
      placement = withClip(
        compose(placement, { x: first, y: second ?? 0, scaleX: 1, scaleY: 1 }),
        placement,
        transform,
      );
    } else if (kind === 'scale') {
      placement = withClip(
        compose(placement, { x: 0, y: 0, scaleX: first, scaleY: second ?? first }),
        placement,
        transform,
      );
    } else {
      throw new Error(`transform ${kind}`);
    }
  }
  return placement;
}

/** Carries the clip of `outer` into the coordinates of `inner`. */
function withClip(inner: Placement, outer: Placement, transform: string): Placement {
  if (!outer.clip) {
    return inner;
  }
  if (transform.includes('translate')) {
    throw new Error('a shift within a clipped drawing');
  }
  const scaleX = inner.scaleX / outer.scaleX;
  const scaleY = inner.scaleY / outer.scaleY;
  const { x, y, width, height } = outer.clip;
  return { ...inner, clip: { x: x / scaleX, y: y / scaleY, width: width / scaleX, height: height / scaleY } };
}

function placedGlyph(glyph: number, { x, y, scaleX, scaleY }: Placement): PlacedGlyph {
  const position = [glyph, inUnits(x), inUnits(y)] as const;
  const [horizontal, vertical] = [Number(scaleX.toFixed(3)), Number(scaleY.toFixed(3))];
  if (horizontal !== vertical) {
    return [...position, horizontal, vertical];
  }
  return horizontal === 1 ? position : [...position, horizontal];
}

function placedRule(rule: Rectangle, placement: Placement): readonly [number, number, number, number] {
  const { x, y, width, height } = placement.clip ? intersection(rule, placement.clip) : rule;
  return [
    inUnits(placement.x + x * placement.scaleX),
    inUnits(placement.y + y * placement.scaleY),
    inUnits(width * placement.scaleX),
    inUnits(height * placement.scaleY),
  ];
}

function intersection(one: Rectangle, other: Rectangle): Rectangle {
  const x = Math.max(one.x, other.x);
  const y = Math.max(one.y, other.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(one.x + one.width, other.x + other.width) - x),
    height: Math.max(0, Math.min(one.y + one.height, other.y + other.height) - y),
  };
}

/**
 * The same outline in the asset's units, and in relative coordinates, which have fewer digits.
 * @param data absolute path data of `M`, `L`, `H`, `V`, `Q`, `C`, `S`, `T` and `Z`
 */
function relativePath(data: string): string {
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  let path = '';
  for (const [, command = '', list = ''] of data.matchAll(/([A-Za-z])([^A-Za-z]*)/g)) {
    const coordinates = (list.match(/-?\d*\.?\d+/g) ?? []).map((length) => inUnits(Number(length)));
    const relative = coordinates.map((coordinate, index) => coordinate - (isVertical(command, index) ? y : x));
    if (!'MLHVQCSTZ'.includes(command)) {
      throw new Error(`an outline with ${command}${list}`);
    }
    path += command.toLowerCase() + relative.join(' ').replaceAll(' -', '-');
    [x, y] = endPoint(command, coordinates, x, y, startX, startY);
    [startX, startY] = command === 'M' ? [x, y] : [startX, startY];
  }
  return path;
}

function isVertical(command: string, index: number): boolean {
  return command === 'V' || (command !== 'H' && index % 2 === 1);
}

function endPoint(
  command: string,
  coordinates: readonly number[],
  x: number,
  y: number,
  startX: number,
  startY: number,
): [x: number, y: number] {
  if (command === 'Z') {
    return [startX, startY];
  }
  const last = coordinates.at(-1) ?? 0;
  return command === 'H' ? [last, y] : command === 'V' ? [x, last] : [coordinates.at(-2) ?? x, last];
}

/** The rectangle that the path `data` outlines. */
function bar(data: string): Rectangle {
  const corners = /^M(-?\d+) (-?\d+)L(-?\d+) \2L\3 (-?\d+)L\1 \4Z$/.exec(data);
  if (!corners) {
    throw new Error(`a stretched glyph that is no bar: ${data}`);
  }
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners.slice(1).map(Number);
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}
