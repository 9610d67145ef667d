import type { PanelNetwork, PanelSubject, ShowMessage } from '../../../src/panel.protocol';
import { isKnownActivation } from './panelActivation';
import {
  deepest,
  entryOf,
  mostCompared,
  type CompareState,
  type DepthState,
  type Entry,
  type FunctionState,
  type PanelState,
  type Span,
} from './state';

/** The narrowest and the widest span of x that still shows something. */
const narrowest = 1e-6;
const widest = 1e6;

/** What a command asks to see, or where the cursor went. Activations that are not known are left out. */
export function show(state: PanelState, { view, subjects, cause }: Omit<ShowMessage, 'type'>): PanelState {
  const known = subjects.filter(({ activation }) => isKnownActivation(activation));
  const [first] = known;
  const base = cause === 'cursor' ? state : { ...state, view };
  if (first === undefined) return base;
  if (cause === 'cursor' || view === 'function') return withFunction(base, shownSubject(base.function, first));
  if (view === 'depth') return withDepth(base, { entry: entryOf(first) });
  return compareEntries(base, known.map(entryOf));
}

/** Another function is seen in a span of its own; one whose arguments changed keeps the span. */
function shownSubject({ entry, span }: FunctionState, subject: PanelSubject): Partial<FunctionState> {
  return { entry: entryOf(subject), span: entry.subject.activation === subject.activation ? span : null };
}

export function withFunction(state: PanelState, change: Partial<FunctionState>): PanelState {
  return { ...state, function: { ...state.function, ...change } };
}

/** Compares these activations, the first six at most, and no difference is taken before somebody asks for it. */
export function compareEntries(state: PanelState, entries: readonly Entry[]): PanelState {
  return withCompare(state, { entries: entries.slice(0, mostCompared), base: null, span: null });
}

export function withCompare(state: PanelState, change: Partial<CompareState>): PanelState {
  const compare = { ...state.compare, ...change };
  const hasBase = compare.base !== null && compare.base < compare.entries.length;
  return { ...state, compare: hasBase ? compare : { ...compare, base: null } };
}

/** Leaves one entry out; the base stays the entry that it was. */
export function withoutEntry(state: PanelState, index: number): PanelState {
  const { entries, base } = state.compare;
  const isGone = base === index;
  const moved = base !== null && base > index ? base - 1 : base;
  return withCompare(state, { entries: entries.filter((_, at) => at !== index), base: isGone ? null : moved });
}

export function withDepth(state: PanelState, change: Partial<DepthState>): PanelState {
  const depth = { ...state.depth, ...change };
  return { ...state, depth: { ...depth, depth: Math.min(deepest, Math.max(1, Math.round(depth.depth))) } };
}

/** The depth view starts from the network that the file describes. */
export function withNetwork(state: PanelState, network: PanelNetwork): PanelState {
  if (!isKnownActivation(network.subject.activation)) return state;
  return withDepth(state, {
    entry: entryOf(network.subject),
    depth: network.depth,
    ...(network.initialization === undefined ? {} : { initialization: network.initialization }),
    ...(network.isNormalized === undefined ? {} : { normalization: network.isNormalized ? 'batch' : 'none' }),
  });
}

/** Around `anchor`, which stays where it is: a factor below 1 looks closer. */
export function zoomed({ from, to }: Span, anchor: number, factor: number): Span {
  const width = (to - from) * factor;
  if (width < narrowest || width > widest) return { from, to };
  return { from: anchor - (anchor - from) * factor, to: anchor + (to - anchor) * factor };
}

/** The span from one number to the other; `undefined` where that is none. */
export function spanBetween(from: number, to: number): Span | undefined {
  const width = to - from;
  return width >= narrowest && width <= widest ? { from, to } : undefined;
}
