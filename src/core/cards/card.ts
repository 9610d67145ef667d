import { getActivation, type ActivationId } from '../activations';
import type { Activation, Formula, ParameterValues, Source } from '../activations/activation';
import { resolveParameters } from '../activations/parameters';
import { frameworks } from '../frameworks';
import type { FrameworkId } from '../frameworks/framework';
import { computeFacts, DEFAULT_SLOPE_THRESHOLD, type Facts } from '../numerics/facts';
import { derivativeOf } from '../numerics/derivativeOf';
import type { Arguments } from '../text';
import type { Certainty, Role, UseForm } from '../uses/use';
import { cardFacts, detailFacts, summarizeFacts, type CardDetail, type CardFact } from './facts';
import { getKnowledge } from './knowledge';
import type { Relation } from './knowledge/knowledge';
import { latexText } from './latexText';
import { describeParameters, titleArguments, type CardParameter } from './parameters';
import { choosePitfalls, type CardPitfall } from './pitfalls';
import type { PlotSubject } from './plot/plotSubject';
import { RecentlyUsed } from './recentlyUsed';
import { findSpellings, type Spelling } from './spellings';

/** What a card is about. A `Use` is one; an activation with arguments alone, as on the command line, is another. */
export interface CardSubject {
  readonly activation: ActivationId;
  readonly arguments: Arguments;
  readonly framework?: FrameworkId;
  readonly form?: UseForm;
  readonly certainty?: Certainty;
  readonly role?: Role;
  readonly inPlace?: boolean;
  /** What code names: a dotted path (`torch.nn.LeakyReLU`), a method (`Tensor.relu`), or a string's text. */
  readonly path?: string;
  /** What the code itself writes, under the library's own names; absent where that is not known. */
  readonly given?: Arguments;
}

export interface CardOptions {
  /** The slope below which a tail counts as saturated, > 0; 0.01 unless given. */
  readonly slope?: number;
  /** What the summary line states, in this order; everything unless given. */
  readonly facts?: readonly CardFact[];
}

/**
 * Everything that is said of one activation in one place, in the display language. The same card is shown by the hover,
 * the command line and the panel.
 */
export interface Card {
  readonly activation: ActivationId;
  readonly name: string;
  /** The arguments that tell this function from others of its name: `negative_slope = 0.2`. */
  readonly titleArguments: readonly string[];
  /** As its authors write it: `PyTorch`. */
  readonly framework?: string;
  /** The framework follows from a convention only, not from the file's imports. */
  readonly isLikely: boolean;
  readonly formula: Formula;
  readonly derivativeFormula: Formula;
  readonly plot: PlotSubject;
  /** What is drawn of a function of several inputs. */
  readonly plotCaption?: { readonly axis: string; readonly value: string };
  /** Short phrases. */
  readonly summary: readonly string[];
  /** By relevance to the place; a card shows the first three, the others stand in the rest. */
  readonly pitfalls: readonly CardPitfall[];
  readonly goodFor: string;
  readonly relations: readonly CardRelation[];
  readonly parameters: readonly CardParameter[];
  readonly details: readonly CardDetail[];
  readonly source?: Source;
  readonly spellings: readonly Spelling[];
  readonly facts: Facts;
}

export interface CardRelation {
  readonly text: string;
  /** As text: `tanh x = 2 σ(2x) − 1`. */
  readonly formula?: string;
}

/** How many pitfalls a card shows before the rest. */
export const shownPitfalls = 3;

/** Builds the card of `subject`. Arguments that make no sense count as not given. */
export function buildCard(subject: CardSubject, options: CardOptions = {}): Card {
  const activation = getActivation(subject.activation);
  const values = resolveParameters(activation, subject.arguments);
  const facts = factsOf(activation, values, options.slope ?? DEFAULT_SLOPE_THRESHOLD);
  const knowledge = getKnowledge(subject.activation);
  const framework = frameworks.find(({ id }) => id === subject.framework);
  return {
    activation: subject.activation,
    name: activation.name(),
    titleArguments: titleArguments(activation, subject.arguments),
    ...(framework ? { framework: framework.name } : {}),
    isLikely: subject.certainty === 'likely',
    formula: activation.formula,
    derivativeFormula: activation.derivativeFormula,
    plot: plotOf(activation, values, facts, differentiatedBy(subject)),
    ...plotCaption(activation),
    summary: summarizeFacts(facts, options.facts ?? cardFacts),
    pitfalls: choosePitfalls(subject, facts, knowledge.pitfalls),
    goodFor: knowledge.goodFor(),
    relations: knowledge.relations.map(showRelation),
    parameters: describeParameters(activation, subject),
    details: detailFacts(facts),
    ...(activation.source ? { source: activation.source } : {}),
    spellings: findSpellings(subject.activation),
    facts,
  };
}

/** A pointer that moves over code asks for the same card again and again. */
const knownFacts = new RecentlyUsed<Facts>(64);
/** The same subject is the same object, so that who has drawn it once knows. */
const knownPlots = new RecentlyUsed<PlotSubject>(64);

function factsOf(activation: Activation, values: ParameterValues, slope: number): Facts {
  return knownFacts.get(keyOf(activation, values, slope), () => computeFacts(activation, values, { slope }));
}

/** The facts of an activation; arguments that make no sense count as not given. */
export function factsFor(id: ActivationId, args: Arguments): Facts {
  const activation = getActivation(id);
  return factsOf(activation, resolveParameters(activation, args), DEFAULT_SLOPE_THRESHOLD);
}

/** Not JSON, which has no infinities. */
function keyOf({ id }: Activation, values: ParameterValues, slope: number): string {
  return [id, slope, ...Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)].join(' ');
}

/** The library whose convention decides the derivative at a kink: its path, or its id where the path is none. */
export function differentiatedBy({ framework, form, path }: CardSubject): string | undefined {
  if (framework === undefined || path === undefined || form === 'string' || form === 'expression') {
    return framework;
  }
  return form === 'method' ? `${framework}.${path}` : path;
}

function showRelation({ text, latex }: Relation): CardRelation {
  return { text: text(), ...(latex === undefined ? {} : { formula: latexText(latex) }) };
}

function plotOf(
  activation: Activation,
  values: ParameterValues,
  facts: Facts,
  library: string | undefined,
): PlotSubject {
  const key = `${keyOf(activation, values, facts.slopeThreshold)} ${library ?? ''}`;
  return knownPlots.get(key, () => plotSubject(activation, values, facts, library));
}

function plotSubject(
  activation: Activation,
  values: ParameterValues,
  facts: Facts,
  library: string | undefined,
): PlotSubject {
  const drawn = activation.kind === 'vector' ? activation.view : activation;
  const derivative =
    activation.kind === 'vector'
      ? (x: number): number => activation.view.derivative(x, values)
      : derivativeOf(activation, values, library);
  return {
    value: (x) => drawn.value(x, values),
    derivative,
    kinks: facts.kinks,
    domain: drawn.domain?.(values) ?? [-Infinity, Infinity],
    regions: facts.saturation,
    slopeThreshold: facts.slopeThreshold,
    landmarks: [facts.minimum, facts.maximum].flatMap((point) => (point ? [point.x] : [])),
  };
}

function plotCaption(activation: Activation): Pick<Card, 'plotCaption'> {
  if (activation.kind === 'elementwise') {
    return {};
  }
  return { plotCaption: { axis: activation.view.axis(), value: activation.view.caption() } };
}
