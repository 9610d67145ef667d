import type { KerasLoss } from '../../frameworks/kerasLosses';
import type { PairedLoss } from '../../frameworks/pairedLosses';
import type { SyntaxNode } from '../../python/syntax';
import type { ArgumentValue } from '../../text';
import type { Layer, Tensor } from '../layers/layer';
import type { Scope } from './scope';

/** What an expression stands for when the code is read as it would run, without running it. */
export type Value =
  | Unknown
  | Constant
  | Sequence
  | Mapping
  | Shifted
  | LibraryPath
  | FunctionValue
  | ClassValue
  | Instance
  | LayerValue
  | Stack
  | Network
  | TensorValue
  | Method
  | LossValue
  | PairedLossValue;

export interface Unknown {
  readonly kind: 'unknown';
}

/** A literal; `null` stands for `None`. */
export interface Constant {
  readonly kind: 'constant';
  readonly value: ArgumentValue;
}

/** What may be changed after it was made. */
interface Changeable {
  /** How many branches that may not be taken were open when it was made. */
  readonly madeIn: number;
}

/** A list or tuple. `isOpen`: it may have more items than are known. */
export interface Sequence extends Changeable {
  readonly kind: 'sequence';
  readonly items: Value[];
  isOpen: boolean;
}

export interface Mapping {
  readonly kind: 'mapping';
  readonly entries: Map<string, Value>;
  /** The entries are attributes of an object: `state.apply_fn`. */
  readonly isRecord?: boolean;
}

/** A function whose first arguments are no tensors: `apply` of Haiku takes parameters and random numbers first. */
export interface Shifted {
  readonly kind: 'shifted';
  readonly callee: Value;
  readonly skipped: number;
}

/** A module, class or function of a library, under its documented path. */
export interface LibraryPath {
  readonly kind: 'path';
  readonly path: string;
}

/** A function or lambda of the file. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: SyntaxNode;
  readonly scope: Scope;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly bases: readonly (ClassValue | LibraryPath)[];
}

/** An object of a class of the file. */
export interface Instance extends Changeable {
  readonly kind: 'instance';
  readonly definition: ClassValue;
  readonly attributes: Map<string, Value>;
  /** What it inherits from, where that is a stack or a network. */
  inherited?: Stack | Network;
}

/** A layer of a library, as the steps it takes. */
export interface LayerValue {
  readonly kind: 'layer';
  readonly steps: readonly Layer[];
}

/** Layers that are applied one after the other. */
export interface Stack extends Changeable {
  readonly kind: 'stack';
  readonly node: SyntaxNode;
  readonly library: 'torch' | 'keras';
  readonly items: Value[];
}

/** A graph of tensors between inputs and outputs. */
export interface Network {
  readonly kind: 'network';
  readonly node: SyntaxNode;
  readonly outputs: Value;
}

export interface TensorValue {
  readonly kind: 'tensor';
  readonly tensor: Tensor;
}

/** A function of an object, bound to it. */
export interface Method {
  readonly kind: 'method';
  readonly receiver: Value;
  readonly name: string;
  /** Where it is looked up from, for `super()`. */
  readonly above?: ClassValue;
}

/** A loss of Keras that was made or named. */
export interface LossValue {
  readonly kind: 'loss';
  readonly loss: KerasLoss;
  /** Nothing where it is no literal. */
  readonly fromLogits: boolean | undefined;
  readonly node: SyntaxNode;
}

/** A loss of PyTorch that was made: its object is called with the input first. */
export interface PairedLossValue {
  readonly kind: 'paired-loss';
  readonly loss: PairedLoss;
  readonly node: SyntaxNode;
}

export const unknown: Unknown = { kind: 'unknown' };

export function constant(value: ArgumentValue): Constant {
  return { kind: 'constant', value };
}

export function numberIn(value: Value | undefined): number | undefined {
  return value?.kind === 'constant' && typeof value.value === 'number' ? value.value : undefined;
}

export function textIn(value: Value | undefined): string | undefined {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** What Python's `if` makes of it; nothing where that is not known. */
export function truth(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value);
    case 'unknown':
    case 'tensor':
    case 'method':
      return undefined;
    case 'sequence':
      return value.isOpen ? undefined : value.items.length > 0;
    case 'mapping':
      return value.entries.size > 0;
    default:
      return true;
  }
}

/** The tensors in a value, those in lists and dictionaries included. */
export function tensorsIn(value: Value): readonly Tensor[] {
  switch (value.kind) {
    case 'tensor':
      return [value.tensor];
    case 'sequence':
      return value.items.flatMap(tensorsIn);
    case 'mapping':
      return [...value.entries.values()].flatMap(tensorsIn);
    default:
      return [];
  }
}
