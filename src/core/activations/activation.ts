import type { ArgumentValue, Message } from '../text';

/** Where a statement comes from. `url` is an address a reader can open (arXiv, DOI, proceedings). */
export interface Source {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  readonly url?: string;
}

/** A formula twice over: typeset source, and the plain text that screen readers and the command line get. */
export interface Formula {
  readonly latex: string;
  readonly text: string;
}

/** A parameter that changes the function, under the catalogue's name, whatever a framework calls it. */
export interface Parameter {
  readonly name: string;
  /** The value where code is silent and the framework adds nothing of its own; `null`: must be given. */
  readonly default: ArgumentValue;
  /** How the formula writes it, in LaTeX; absent where the formula does not mention it. */
  readonly symbol?: string;
  /** One short phrase saying what it does. */
  readonly meaning: Message;
  /**
   * Values for which the function is defined: bounds are inclusive, `above` is exclusive, and an infinite bound allows
   * infinity itself; absent: every finite number.
   */
  readonly domain?: { readonly minimum?: number; readonly above?: number; readonly maximum?: number };
  /** The number that is computed with where code gives none although it must; only for a `default` of `null`. */
  readonly standIn?: number;
  /** Trained together with the weights. */
  readonly learnable?: boolean;
}

/** The numeric parameters of one activation, complete: every numeric parameter has a value. */
export type ParameterValues = Readonly<Record<string, number>>;

/** A point where the derivative does not exist: the function bends (`corner`) or leaps (`jump`). */
export interface Kink {
  readonly at: number;
  readonly kind: 'corner' | 'jump';
  /** One-sided derivatives. */
  readonly left: number;
  readonly right: number;
}

/** A function of one real variable that can be evaluated, differentiated and drawn. */
export interface ScalarFunction {
  /** f(x), finite wherever the true value fits a float64. */
  value(x: number, parameters: ParameterValues): number;
  /** The exact f'(x); at a kink, what PyTorch's autograd returns there. */
  derivative(x: number, parameters: ParameterValues): number;
  /** In ascending order; empty where the function is differentiable everywhere. */
  kinks(parameters: ParameterValues): readonly Kink[];
  /**
   * f(x) as the frameworks evaluate it in a floating-point format: every operation of theirs followed by `round`. Given
   * where that shows, because their formula loses digits (1/(1+e^(−x)) is 1 earlier than the sigmoid rounds to 1).
   */
  computed?(x: number, parameters: ParameterValues, round: (value: number) => number): number;
  /** The open interval on which the function is defined; absent: the whole real line. */
  domain?(parameters: ParameterValues): readonly [lower: number, upper: number];
}

interface ActivationBase {
  readonly id: string;
  readonly name: Message;
  readonly parameters: readonly Parameter[];
  readonly formula: Formula;
  readonly derivativeFormula: Formula;
  readonly source?: Source;
  /** Draws random numbers in training (RReLU, Gumbel-softmax). */
  readonly stochastic?: boolean;
}

/** Acts on each number by itself. */
export interface ElementwiseActivation extends ActivationBase, ScalarFunction {
  readonly kind: 'elementwise';
}

/** Acts on a whole vector: normalizes it, gates one half by the other, or takes the largest. */
export interface VectorActivation extends ActivationBase {
  readonly kind: 'vector';
  /** The output for one input vector (gated units take `[a, b]` concatenated, as the frameworks do). */
  vectorValue(x: readonly number[], parameters: ParameterValues): readonly number[];
  /** `jacobian[i][j]` = ∂f_i/∂x_j at `x`. */
  jacobian(x: readonly number[], parameters: ParameterValues): readonly (readonly number[])[];
  /** One number in, one out, so that it can be drawn: two classes of a softmax, the gate of a GLU. */
  readonly view: ScalarView;
}

/** The slice of a vector activation that is drawn. */
export interface ScalarView extends ScalarFunction {
  /** What the horizontal axis is, e.g. the difference of two logits. */
  readonly axis: Message;
  /** What the drawn value is, e.g. the probability of the first class. */
  readonly caption: Message;
}

export type Activation = ElementwiseActivation | VectorActivation;
