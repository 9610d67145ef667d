/**
 * What the extension and the chart panel say to each other. The panel computes samples and facts by itself, from the
 * same core as the extension; words about an activation (pitfalls, spellings, where code uses it) come from the
 * extension, already in the display language. Both ends decode what arrives from `unknown`: what does not fit is
 * ignored and logged. VS Code carries messages as JSON, which has no infinities: both ends send what `encodeMessage`
 * makes of a message.
 */
import type { Formula } from './core/activations/activation';
import type { FormulaAsset, FormulaPair, PlacedGlyph, TypesetFormula } from './core/cards/formulaImage';
import type { KinkChoice } from './core/frameworks/kinkConventions';
import type { Arguments, ArgumentValue, Position, Range } from './core/text';
import {
  DecodingError,
  dictionary,
  either,
  finiteNumber,
  list,
  nothing,
  number,
  object,
  oneOf,
  optional,
  tagged,
  text,
  truth,
  tryDecode,
  wholeNumber,
  type Decoded,
  type Decoder,
} from './decoding';

export type PanelView = 'function' | 'compare' | 'depth';

/** A place in a document that the editor can show. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
  /** In a notebook: the index among all cells; `range` counts lines within the cell. */
  readonly cell?: number;
}

/**
 * An activation with arguments, and what is known of the code that names it. Ids travel as text: the extension does not
 * load the catalogue to check them; the panel and the worker do, and ignore an activation that they do not know.
 */
export interface PanelSubject {
  readonly activation: string;
  /** Under the catalogue's names, framework defaults filled in; empty: the catalogue's defaults. */
  readonly arguments: Arguments;
  /** A `FrameworkId`. */
  readonly framework?: string;
  readonly form?: 'class' | 'function' | 'method' | 'string' | 'expression';
  readonly certainty?: 'resolved' | 'likely';
  readonly role?: 'hidden' | 'output' | 'gate' | 'attention' | 'recurrent' | 'initialization' | 'unknown';
  readonly inPlace?: boolean;
  /** What code names: `torch.nn.LeakyReLU`, `Tensor.relu`, or a string's text. */
  readonly path?: string;
  /** What the code itself writes, under the library's own names. */
  readonly given?: Arguments;
  /** Where the code names it. */
  readonly place?: Place;
}

/** One use in the file that the panel was opened from. */
export interface PanelUse {
  readonly subject: PanelSubject;
  readonly place: Place;
  /** As the code writes it, on one line: `nn.LeakyReLU(0.2)`. */
  readonly code: string;
}

/** A statement with a place to read it up. */
export interface PanelReference {
  readonly label: string;
  readonly url?: string;
}

export interface PanelPitfall {
  readonly text: string;
  readonly source: PanelReference;
  /** The numbers come from a small experiment. */
  readonly isExperiment: boolean;
}

/** How one library writes the activation with the arguments at hand. */
export interface PanelSpelling {
  /** As its authors write it: `PyTorch`. */
  readonly framework: string;
  /** Code to copy, arguments translated, the class before the function: `torch.nn.LeakyReLU(negative_slope=0.2)`. */
  readonly code: readonly string[];
  /** What to know before copying: an argument that the library cannot take, a default that differs. */
  readonly notes: readonly string[];
}

/** The words of a card, in the display language. Facts are not among them: the panel computes those. */
export interface PanelCard {
  readonly activation: string;
  /** The library of the subject, as its authors write it; absent without one. */
  readonly framework?: string;
  /** LaTeX to copy, and text for screen readers; typeset they come with the message `formulas`. */
  readonly formula: Formula;
  readonly derivativeFormula: Formula;
  readonly goodFor: string;
  /** By relevance to the place, framework traps included. */
  readonly pitfalls: readonly PanelPitfall[];
  readonly relations: readonly { readonly text: string; readonly formula?: string }[];
  readonly source?: PanelReference;
  readonly spellings: readonly PanelSpelling[];
  /**
   * What the subject's library uses where the call gives nothing, under the catalogue's names; absent without a
   * library. The panel resets parameters to it.
   */
  readonly frameworkDefaults?: Arguments;
  /**
   * Which one-sided slope the subject's library takes for the derivative at each kink, in ascending order; absent where
   * it does as PyTorch does.
   */
  readonly kinkChoices?: readonly KinkChoice[];
  /** The activation in NumPy, as a function ready to paste; absent where nobody has written it. */
  readonly numpy?: string;
}

/** How weights are drawn; `normal` takes the standard deviation from `DepthSettings.sigma`. */
export const weightInitializations = ['torch', 'keras', 'xavier', 'he', 'lecun', 'gain', 'normal'] as const;
export type WeightInitialization = (typeof weightInitializations)[number];

/** The network that the depth view starts from, as far as the source tells it. */
export interface PanelNetwork {
  readonly subject: PanelSubject;
  /** How many layers are followed by the activation, ≥ 1. */
  readonly depth: number;
  readonly initialization?: WeightInitialization;
  /** Layers are normalized (batch or layer normalization before the activation). */
  readonly isNormalized?: boolean;
}

/** Shows something: a command, or the cursor that moved while the panel follows it. */
export interface ShowMessage {
  readonly type: 'show';
  readonly view: PanelView;
  /** What to show: one for the function view, up to six to compare. Empty: what was shown last. */
  readonly subjects: readonly PanelSubject[];
  /** `cursor` changes the subject but neither the view nor where the keyboard is. */
  readonly cause: 'command' | 'cursor';
}

/** The answer to `ready`, before anything else. */
export interface StartMessage {
  readonly type: 'start';
  /** As `vscode.env.language`: `en`, `zh-cn`. */
  readonly language: string;
  /** English string → string in the display language (`vscode.l10n.bundle`); absent in English. */
  readonly translations?: Readonly<Record<string, string>>;
  /** |f'| below which an input counts as saturated: a setting. */
  readonly slope: number;
  /** Whether the panel follows the cursor. */
  readonly follows: boolean;
  /** What to show; absent: what the panel remembers, else its own choice. */
  readonly show?: Omit<ShowMessage, 'type'>;
}

/** The file that the panel looks at; sent after `start` and whenever its uses change. */
export interface FileMessage {
  readonly type: 'file';
  /** The name without the folder. */
  readonly name: string;
  readonly uses: readonly PanelUse[];
  /** Of an `nn.Sequential` or a Keras model in the file. */
  readonly network?: PanelNetwork;
}

export type MessageToPanel =
  | StartMessage
  | ShowMessage
  | FileMessage
  /** The typeset formulas (`dist/formulas.json`), once after `start`: the first chart does not wait for them. */
  | { readonly type: 'formulas'; readonly asset: FormulaAsset }
  /** The answer to `describe` with the same number. */
  | { readonly type: 'card'; readonly request: number; readonly card: PanelCard }
  | { readonly type: 'settings'; readonly slope: number; readonly follows: boolean }
  /** What became of a `save` or `copy`, in the display language, to be announced; not sent where the user cancelled. */
  | { readonly type: 'notice'; readonly text: string };

export type SavedFormat = 'png' | 'svg' | 'csv';

export type MessageFromPanel =
  /** The script runs and listens. */
  | { readonly type: 'ready' }
  /** Asks for the words about a subject; the answer carries the same number. A newer request overtakes older ones. */
  | { readonly type: 'describe'; readonly request: number; readonly subject: PanelSubject }
  /** Shows a place in the editor. */
  | { readonly type: 'reveal'; readonly place: Place }
  /** Switches following the cursor on or off. */
  | { readonly type: 'follow'; readonly follows: boolean }
  /** Asks where to save, and saves. `name` has no ending; `content` is text, in base64 for `png`. */
  | { readonly type: 'save'; readonly format: SavedFormat; readonly name: string; readonly content: string }
  /** Copies to the clipboard. */
  | { readonly type: 'copy'; readonly text: string }
  /** The title of the panel: what it shows now. */
  | { readonly type: 'title'; readonly title: string }
  /** For the log: a message was ignored, or something failed. */
  | { readonly type: 'problem'; readonly text: string };

/** What the panel keeps through `setState`, opaque to the extension; the serializer hands it back to the panel. */
export const panelViewType = 'activationInsight.chart';

// Most decoders are made when they are asked for, so that each bundle holds those of the messages that it reads.
const infinity: Decoder<number> = (value) => {
  if (value === 'inf') return Infinity;
  if (value === '-inf') return -Infinity;
  throw new DecodingError('inf or -inf');
};
const argumentValue: Decoder<ArgumentValue> = either(number, either(infinity, either(truth, either(text, nothing))));
const argumentsDecoder: Decoder<Arguments> = dictionary(argumentValue);
const position: Decoder<Position> = object<Position>({ line: wholeNumber, character: wholeNumber });
const range: Decoder<Range> = object<Range>({ start: position, end: position });
const place: Decoder<Place> = object<Place>({ uri: text, range, cell: optional(wholeNumber) });
const view: Decoder<PanelView> = oneOf('function', 'compare', 'depth');

export const panelSubject: Decoder<PanelSubject> = object<PanelSubject>({
  activation: text,
  arguments: argumentsDecoder,
  framework: optional(text),
  form: optional(oneOf('class', 'function', 'method', 'string', 'expression')),
  certainty: optional(oneOf('resolved', 'likely')),
  role: optional(oneOf('hidden', 'output', 'gate', 'attention', 'recurrent', 'initialization', 'unknown')),
  inPlace: optional(truth),
  path: optional(text),
  given: optional(argumentsDecoder),
  place: optional(place),
});

const reference = (): Decoder<PanelReference> => object<PanelReference>({ label: text, url: optional(text) });

const formula = (): Decoder<Formula> => object<Formula>({ latex: text, text });

const card = (): Decoder<PanelCard> =>
  object<PanelCard>({
    activation: text,
    framework: optional(text),
    formula: formula(),
    derivativeFormula: formula(),
    goodFor: text,
    pitfalls: list(object<PanelPitfall>({ text, source: reference(), isExperiment: truth })),
    relations: list(object<PanelCard['relations'][number]>({ text, formula: optional(text) })),
    source: optional(reference()),
    spellings: list(object<PanelSpelling>({ framework: text, code: list(text), notes: list(text) })),
    frameworkDefaults: optional(argumentsDecoder),
    kinkChoices: optional(list(oneOf('left', 'right', 'mean'))),
    numpy: optional(text),
  });

const network = (): Decoder<PanelNetwork> =>
  object<PanelNetwork>({
    subject: panelSubject,
    depth: wholeNumber,
    initialization: optional(oneOf(...weightInitializations)),
    isNormalized: optional(truth),
  });

const showFields = {
  view,
  subjects: list(panelSubject),
  cause: oneOf('command', 'cursor'),
} as const;

const typesetRule: Decoder<TypesetFormula['rules'][number]> = (value) => {
  const [x, y, width, height] = list(finiteNumber)(value);
  if (x === undefined || y === undefined || width === undefined || height === undefined) {
    throw new DecodingError('four numbers');
  }
  return [x, y, width, height];
};

const placedGlyph: Decoder<PlacedGlyph> = (value) => {
  const [glyph, x, y, ...scales] = list(finiteNumber)(value);
  if (glyph === undefined || x === undefined || y === undefined) throw new DecodingError('three numbers');
  const [scaleX, scaleY] = scales;
  if (scaleX === undefined) return [glyph, x, y];
  return scaleY === undefined ? [glyph, x, y, scaleX] : [glyph, x, y, scaleX, scaleY];
};

const typesetFormula = (): Decoder<TypesetFormula> =>
  object<TypesetFormula>({
    width: finiteNumber,
    ascent: finiteNumber,
    descent: finiteNumber,
    glyphs: list(placedGlyph),
    rules: list(typesetRule),
  });

const formulaAsset = (): Decoder<FormulaAsset> =>
  object<FormulaAsset>({
    glyphs: list(text),
    formulas: dictionary(object<FormulaPair>({ value: typesetFormula(), derivative: typesetFormula() })),
  });

const toPanel = (): Decoder<MessageToPanel> =>
  tagged<MessageToPanel>({
    start: object<StartMessage>({
      type: oneOf('start'),
      language: text,
      translations: optional(dictionary(text)),
      slope: finiteNumber,
      follows: truth,
      show: optional(object<Omit<ShowMessage, 'type'>>(showFields)),
    }),
    show: object<ShowMessage>({ type: oneOf('show'), ...showFields }),
    file: object<FileMessage>({
      type: oneOf('file'),
      name: text,
      uses: list(object<PanelUse>({ subject: panelSubject, place, code: text })),
      network: optional(network()),
    }),
    formulas: object({ type: oneOf('formulas'), asset: formulaAsset() }),
    card: object({ type: oneOf('card'), request: wholeNumber, card: card() }),
    settings: object({ type: oneOf('settings'), slope: finiteNumber, follows: truth }),
    notice: object({ type: oneOf('notice'), text }),
  });

const fromPanel = (): Decoder<MessageFromPanel> =>
  tagged<MessageFromPanel>({
    ready: object({ type: oneOf('ready') }),
    describe: object({ type: oneOf('describe'), request: wholeNumber, subject: panelSubject }),
    reveal: object({ type: oneOf('reveal'), place }),
    follow: object({ type: oneOf('follow'), follows: truth }),
    save: object({ type: oneOf('save'), format: oneOf('png', 'svg', 'csv'), name: text, content: text }),
    copy: object({ type: oneOf('copy'), text }),
    title: object({ type: oneOf('title'), title: text }),
    problem: object({ type: oneOf('problem'), text }),
  });

/** JSON in which infinities are the words `inf` and `-inf`, as on the command line. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (entry === Infinity) return 'inf';
    return entry === -Infinity ? '-inf' : entry;
  });
}

/** A message or a state as it survives a channel or a store that speaks JSON. */
export function encodeMessage(message: unknown): unknown {
  return JSON.parse(toJson(message)) as unknown;
}

/** Reads a message in the panel. */
export function readMessageToPanel(message: unknown): Decoded<MessageToPanel> {
  return tryDecode(toPanel(), message);
}

/** Reads a message in the extension. */
export function readMessageFromPanel(message: unknown): Decoded<MessageFromPanel> {
  return tryDecode(fromPanel(), message);
}
