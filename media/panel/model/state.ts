import {
  weightInitializations,
  panelSubject,
  type PanelSubject,
  type PanelView,
  type WeightInitialization,
} from '../../../src/panel.protocol';
import {
  dictionary,
  either,
  finiteNumber,
  list,
  nothing,
  object,
  oneOf,
  truth,
  tryDecode,
  wholeNumber,
  type Decoder,
} from '../../../src/decoding';
import type { ParameterValues } from '../../../src/core/activations/activation';
import { resolveParameters } from '../../../src/core/activations/parameters';
import type { Normalization } from '../../../src/core/numerics/propagation/propagate';
import type { CurveName } from './curves';
import { findActivation, isKnownActivation } from './panelActivation';

/** An activation with the values that the sliders show. */
export interface Entry {
  /** What code says, or an activation picked from the list. */
  readonly subject: PanelSubject;
  readonly values: ParameterValues;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface InputDensity {
  readonly isShown: boolean;
  readonly mean: number;
  /** The standard deviation, > 0. */
  readonly sigma: number;
}

export interface FunctionState {
  readonly entry: Entry;
  readonly curves: readonly CurveName[];
  /** `null`: chosen for the function. */
  readonly span: Span | null;
  readonly density: InputDensity;
  /** As a curve, or over two inputs as a map. */
  readonly drawnAs: 'curve' | 'map';
}

export interface CompareState {
  readonly entries: readonly Entry[];
  readonly layout: 'overlay' | 'multiples';
  readonly curve: 'value' | 'derivative';
  /** Index of the entry that the others are measured against; `null`: the functions themselves are drawn. */
  readonly base: number | null;
  readonly span: Span | null;
}

export interface DepthState {
  readonly entry: Entry;
  readonly depth: number;
  readonly initialization: WeightInitialization;
  /** Inputs of each unit. */
  readonly fanIn: number;
  /** The standard deviation of the weights, for `normal`. */
  readonly sigma: number;
  /** The standard deviation of the biases; `null`: that of the initialization. */
  readonly biasSigma: number | null;
  readonly normalization: Normalization;
}

/** Everything that a reload must bring back. */
export interface PanelState {
  readonly view: PanelView;
  readonly function: FunctionState;
  readonly compare: CompareState;
  readonly depth: DepthState;
}

export const mostCompared = 6;
export const deepest = 100;

export function entryOf(subject: PanelSubject): Entry {
  return { subject, values: resolveParameters(findActivation(subject.activation), subject.arguments) };
}

export function pickedEntry(activation: string): Entry {
  return entryOf({ activation, arguments: {} });
}

/** Before anybody has chosen anything: a function with a kink, the classics beside each other, and ten layers. */
export function initialState(): PanelState {
  return {
    view: 'function',
    function: {
      entry: pickedEntry('relu'),
      curves: ['value', 'derivative'],
      span: null,
      density: { isShown: true, mean: 0, sigma: 1 },
      drawnAs: 'curve',
    },
    compare: {
      entries: ['relu', 'gelu', 'silu', 'mish'].map(pickedEntry),
      layout: 'overlay',
      curve: 'value',
      base: null,
      span: null,
    },
    depth: {
      entry: pickedEntry('tanh'),
      depth: 10,
      initialization: 'torch',
      fanIn: 512,
      sigma: 0.05,
      biasSigma: null,
      normalization: 'none',
    },
  };
}

const entry: Decoder<Entry> = object<Entry>({ subject: panelSubject, values: dictionary(finiteNumber) });
const span: Decoder<Span> = object<Span>({ from: finiteNumber, to: finiteNumber });

const panelState: Decoder<PanelState> = object<PanelState>({
  view: oneOf('function', 'compare', 'depth'),
  function: object<FunctionState>({
    entry,
    curves: list(oneOf('value', 'derivative', 'second')),
    span: either(span, nothing),
    density: object<InputDensity>({ isShown: truth, mean: finiteNumber, sigma: finiteNumber }),
    drawnAs: oneOf('curve', 'map'),
  }),
  compare: object<CompareState>({
    entries: list(entry),
    layout: oneOf('overlay', 'multiples'),
    curve: oneOf('value', 'derivative'),
    base: either(wholeNumber, nothing),
    span: either(span, nothing),
  }),
  depth: object<DepthState>({
    entry,
    depth: wholeNumber,
    initialization: oneOf(...weightInitializations),
    fanIn: wholeNumber,
    sigma: finiteNumber,
    biasSigma: either(finiteNumber, nothing),
    normalization: oneOf('none', 'batch', 'layer'),
  }),
});

/** What a reload brought back; the initial state where that is unreadable or names what is not known any more. */
export function restoreState(remembered: unknown): PanelState {
  const read = tryDecode(panelState, remembered);
  if (!read.ok) return initialState();
  const { value } = read;
  const entries = [value.function.entry, ...value.compare.entries, value.depth.entry];
  return entries.every(({ subject }) => isKnownActivation(subject.activation)) ? value : initialState();
}
