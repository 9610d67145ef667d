/** What the extension host asks about swaps, and what the worker says; part of the service's protocol. */
import type { TextEdit } from '../core/edits/textEdit';
import type { Range } from '../core/text';
import type { PanelSubject } from '../panel.protocol';
import type { DocumentSnapshot } from './protocol';

/** A part of a document. */
export interface SwapScope {
  readonly range: Range;
  /** The cell in which the range is. */
  readonly cell?: number;
}

/** What an activation can be swapped for. */
export interface SwapChoice {
  /** The id of an activation. */
  readonly target: string;
  /** In the display language. */
  readonly name: string;
  /** What changes, in one line: range, mean, slope, gain. */
  readonly changes: string;
  /** When one would want it. */
  readonly reason: string;
  /** Why it is not offered in this place; absent where it is. */
  readonly withheld?: string;
  /** What it would be, for a chart. */
  readonly subject: PanelSubject;
}

/** A use, and what it can be swapped for: the best first, what is withheld last. */
export interface SwapChoices {
  readonly subject: PanelSubject;
  readonly name: string;
  readonly range: Range;
  readonly cell?: number;
  readonly choices: readonly SwapChoice[];
}

/** A further edit that goes well with a swap, once that is made. */
export interface SwapFollowUp {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** The edit that makes a swap. */
export interface SwapEdits {
  readonly edits: readonly TextEdit[];
  /** What to look after by hand, such as an initialization that does not know the target. */
  readonly notes: readonly string[];
}

/** One activation of a document, or of a part of it, and how often it is used there. */
export interface SwapSource {
  readonly activation: string;
  readonly name: string;
  readonly uses: number;
}

/** What all uses of one activation in a document can become. */
export interface SwapAllChoice extends SwapChoice {
  /** How many uses it is offered for. */
  readonly uses: number;
}

/** A use that was left as it is. */
export interface WithheldUse {
  readonly range: Range;
  readonly cell?: number;
  readonly reason: string;
}

export interface SwapAllEdits extends SwapEdits {
  /** How many uses are swapped. */
  readonly swapped: number;
  readonly withheld: readonly WithheldUse[];
}

interface DocumentRequest {
  readonly document: DocumentSnapshot;
  /** Only what lies in it; absent: the whole document. */
  readonly scope?: SwapScope;
}

export interface SwapMethods {
  /** The uses in a place or a selection; each with what it can be swapped for if there is but one. */
  swapChoices: {
    request: DocumentRequest & { readonly scope: SwapScope };
    response: { readonly uses: number; readonly only?: SwapChoices };
  };
  /** The edits that swap the one use in a place; nothing where there is none, or none that can be swapped so. */
  swap: {
    request: DocumentRequest & { readonly scope: SwapScope; readonly target: string };
    response: SwapEdits | undefined;
  };
  /** What goes well with a swap that has just been made, as the document is now. */
  swapFollowUps: {
    request: DocumentRequest & { readonly from: string; readonly target: string };
    response: readonly SwapFollowUp[];
  };
  swapSources: { request: DocumentRequest; response: readonly SwapSource[] };
  swapAllChoices: {
    request: DocumentRequest & { readonly from: string };
    response: readonly SwapAllChoice[];
  };
  swapAll: {
    request: DocumentRequest & { readonly from: string; readonly target: string };
    response: SwapAllEdits;
  };
}
