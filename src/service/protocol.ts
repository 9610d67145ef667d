/**
 * What the extension host and its worker say to each other. The worker reads and computes, so that a long file never
 * holds up the extension host, which all extensions share, and so that start-up loads none of the code that does it.
 *
 * Both ends are built and shipped together: a message is of the type it is sent as.
 */
import type { CardFact } from '../core/cards/facts';
import type { FormulaAsset } from '../core/cards/formulaImage';
import type { Theme } from '../core/cards/palette';
import type { ProjectReading } from '../core/rules/control/projectConfiguration';
import type { ImportedFile } from '../core/model/imports/followImports';
import type { RuleSettings } from '../core/rules/control/ruleSetting';
import type { Problem } from '../core/rules/problem';
import type { Position, Range } from '../core/text';
import type { FileMessage, PanelCard, PanelSubject } from '../panel.protocol';
import type { SwapMethods } from './swapMessages';

/** What the worker needs before anything else; it reads no files by itself. */
export interface ServiceAssets {
  /** `web-tree-sitter.wasm` */
  readonly runtime: Uint8Array;
  /** `tree-sitter-python.wasm` */
  readonly grammar: Uint8Array;
  readonly formulas: FormulaAsset;
  /** The strings of the display language; absent in English. */
  readonly translations?: Record<string, string | { message: string; comment: string[] }>;
}

/** One state of a document: a file, or all Python cells of a notebook. */
export interface DocumentSnapshot {
  /** The URI of the file or the notebook. */
  readonly key: string;
  /** Changes with every edit. */
  readonly version: string;
  /** Of a file one, without `cell`; of a notebook one per Python cell, in their order. */
  readonly parts: readonly { readonly cell?: number; readonly text: string }[];
}

export interface HoverRequest {
  readonly document: DocumentSnapshot;
  readonly position: Position;
  /** The cell in which the position is. */
  readonly cell?: number;
  readonly theme: Theme;
  readonly plot: boolean;
  readonly facts: readonly CardFact[];
  /** |f'| below which an input counts as saturated. */
  readonly slope: number;
  /** What the title row offers. */
  readonly links?: readonly HoverLink[];
}

/** A link that runs a command of the editor with the use as its only argument, a `PanelSubject`. */
export interface HoverLink {
  readonly title: string;
  readonly command: string;
}

export interface HoverResponse {
  readonly markdown: string;
  readonly range: Range;
}

/** A place in a document whose use is asked for. */
export interface UseRequest {
  readonly document: DocumentSnapshot;
  readonly position: Position;
  /** The cell in which the position is. */
  readonly cell?: number;
}

export interface ProblemsRequest {
  readonly document: DocumentSnapshot;
  readonly settings: RuleSettings;
  readonly imported?: ImportedDocuments | undefined;
}

/** The files that a document imports, directly or through others. Paths are the keys of their documents. */
export interface ImportedDocuments {
  readonly files: readonly ImportedFile[];
  readonly documents: readonly DocumentSnapshot[];
}

/** What a document imports, or what an imported one does that is asked for names. */
export interface ImportsRequest {
  readonly document: DocumentSnapshot;
  /** Absent for the document that is checked. */
  readonly names?: readonly string[];
}

/** A file that may be open nowhere. */
export interface FileProblemsRequest {
  readonly kind: 'python' | 'notebook';
  /** What stands in it. */
  readonly text: string;
  readonly settings: RuleSettings;
}

/** An activation in the list that people pick from. */
export interface ListedActivation {
  readonly activation: string;
  /** In the display language. */
  readonly name: string;
  /** As text: `f(x) = max(0, x)`. */
  readonly formula: string;
}

/** Every request of the extension host with its answer. */
export interface ServiceMethods extends SwapMethods {
  start: { request: ServiceAssets; response: undefined };
  hover: { request: HoverRequest; response: HoverResponse | undefined };
  /** What the chart panel shows of a document; nothing where it is too long to be read. */
  panelFile: {
    request: { readonly document: DocumentSnapshot };
    response: Pick<FileMessage, 'uses' | 'network'> | undefined;
  };
  useAt: { request: UseRequest; response: PanelSubject | undefined };
  /** What the chart panel says of an activation in words; nothing for one that is not known. */
  panelCard: {
    request: { readonly subject: PanelSubject; /** As for `hover`. */ readonly slope: number };
    response: PanelCard | undefined;
  };
  /** The mistakes that the rules prove; nothing where the document is too long to be read. */
  problems: { request: ProblemsRequest; response: readonly Problem[] | undefined };
  /** The dotted paths of the imports that are worth following; nothing where the document is too long to be read. */
  imports: { request: ImportsRequest; response: readonly string[] | undefined };
  /** As `problems`; what is read is not kept. Nothing where it is no notebook, either. */
  fileProblems: { request: FileProblemsRequest; response: readonly Problem[] | undefined };
  /** What the text of a `pyproject.toml` says of the rules. */
  projectConfiguration: { request: { readonly text: string }; response: ProjectReading };
  /** Whether one of the lists of globs matches its path. */
  isExcluded: {
    request: { readonly paths: readonly { readonly path: string; readonly globs: readonly string[] }[] };
    response: boolean;
  };
  /** Every activation there is, by its name. */
  activations: { request: undefined; response: readonly ListedActivation[] };
  /** The document was closed: what is known of it can be forgotten. */
  close: { request: { readonly key: string }; response: undefined };
}

export type ServiceMethod = keyof ServiceMethods;

export type ServiceRequest = {
  [Method in ServiceMethod]: {
    readonly id: number;
    readonly method: Method;
    readonly request: ServiceMethods[Method]['request'];
  };
}[ServiceMethod];

export type ServiceReply =
  | { readonly id: number; readonly response: ServiceMethods[ServiceMethod]['response'] }
  | { readonly id: number; readonly error: string };
