/** What the extension host asks about swaps, and what the worker says; part of the service's protocol. */
import type { ActivationId } from '../core/activations';
import type { TextEdit } from '../core/edits/textEdit';
import type { SwapOffer } from '../core/swaps/offer';
import type { Range } from '../core/text';
import type { PanelSubject } from '../panel.protocol';
import type { DocumentSnapshot } from './protocol';

/** A part of a document: a selection, or a cursor where the range is empty. */
export interface SwapScope {
  readonly range: Range;
  /** The cell in which the range is. */
  readonly cell?: number;
}

/** A use, and what can take its place. */
export interface UseOffers {
  /** The use as it is, for a chart, with its place. */
  readonly subject: PanelSubject;
  /** Of its activation, in the display language. */
  readonly name: string;
  /** The likeliest first, what is withheld last. */
  readonly offers: readonly SwapOffer[];
}

/** How many uses a part of a document holds, and what can take the place of the one where there is but one. */
export interface OffersInScope {
  readonly uses: number;
  readonly only?: UseOffers;
}

/** One activation of a document, or of a part of it, and how often it is made there. */
export interface SwapSource {
  readonly activation: ActivationId;
  /** In the display language. */
  readonly name: string;
  readonly uses: number;
}

/** What many uses of an activation can become. */
export interface SwapTarget extends Pick<SwapOffer, 'target' | 'name' | 'arguments' | 'reason' | 'change'> {
  /** Why it is offered for none of the uses; absent where it is offered for some. */
  readonly withheld?: string;
}

export interface SwapTargets {
  /** One of the uses as it is, for a chart. */
  readonly subject: PanelSubject;
  /** Those that are offered first. */
  readonly targets: readonly SwapTarget[];
}

/** A use that stays as it is, and why. */
export interface KeptUse {
  readonly reason: string;
  /** What would swap it all the same; they overlap none of the swaps that are offered. Empty where nothing would. */
  readonly edits: readonly TextEdit[];
}

/** Many uses swapped at once. */
export interface SwapAllEdits {
  readonly edits: readonly TextEdit[];
  /** How many uses the edits swap. */
  readonly swapped: number;
  readonly kept: readonly KeptUse[];
  /** What the edits leave to the reader. */
  readonly notes: readonly string[];
}

interface DocumentRequest {
  readonly document: DocumentSnapshot;
  /** Only what lies in it; absent: the whole document. */
  readonly scope?: SwapScope;
}

/** Nothing is answered for a document that is too long to be read. */
export interface SwapMethods {
  swapOffers: {
    request: { readonly document: DocumentSnapshot; readonly scope: SwapScope };
    response: OffersInScope | undefined;
  };
  /** The most frequent first. */
  swapSources: { request: DocumentRequest; response: readonly SwapSource[] | undefined };
  swapTargets: {
    request: DocumentRequest & { readonly from: ActivationId };
    /** Nothing also where no use is left. */
    response: SwapTargets | undefined;
  };
  swapAll: {
    request: DocumentRequest & { readonly from: ActivationId; readonly target: ActivationId };
    response: SwapAllEdits | undefined;
  };
}
