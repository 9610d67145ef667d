import * as l10n from '@vscode/l10n';
import { getActivation, isInDomain, resolveParameters, type ActivationId } from '../../core/activations';
import { buildCard, type Card } from '../../core/cards/card';
import { renderPlainText } from '../../core/cards/plainText';
import type { Arguments, ArgumentValue } from '../../core/text';
import { formatJson, formatTable, UserError } from '../output';
import { findActivation } from './activationName';
import { readAssignments, readInputs } from './assignments';
import { variantOf } from './variant';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
  readonly at?: string;
}

/** Where the values are given when `--at` is silent. */
const usualInputs = [-6, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 6];

interface Sample {
  readonly x: number;
  /** `null` outside the domain. */
  readonly y: number | null;
  readonly dy: number | null;
}

/** `activation-insight explain`: prints the card of an activation with the parameters given. */
export function explain(word: string, assignments: readonly string[], { format, at }: ExplainOptions): void {
  try {
    const activation = findActivation(word);
    const values = readAssignments(activation, assignments);
    const subject = variantOf(activation, values);
    const card = buildCard(subject);
    const samples = sample(subject.activation, values, at === undefined ? usualInputs : readInputs(at));
    process.stdout.write(
      format === 'json' ? `${formatJson(describe(card, values, samples))}\n` : text(card, samples, at),
    );
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

function sample(activation: ActivationId, values: Arguments, inputs: readonly number[]): readonly Sample[] {
  const definition = getActivation(activation);
  const drawn = definition.kind === 'vector' ? definition.view : definition;
  const parameters = resolveParameters(definition, values);
  return inputs.map((x) => {
    const isDefined = Number.isFinite(x) ? isInDomain(drawn, x, parameters) : true;
    return {
      x,
      y: isDefined ? known(drawn.value(x, parameters)) : null,
      dy: isDefined ? known(drawn.derivative(x, parameters)) : null,
    };
  });
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** The document of `--format json`. */
function describe(card: Card, given: Arguments, samples: readonly Sample[]): object {
  const { facts } = card;
  return {
    activation: card.activation,
    name: card.name,
    parameters: completeParameters(card.activation, given),
    formula: card.formula,
    derivative: card.derivativeFormula,
    range: [facts.range.lower.value, facts.range.upper.value],
    saturation: facts.saturation.map(({ from, to, kind }) => ({
      from,
      to,
      slopeBelow: facts.slopeThreshold,
      // Exactly zero, not merely small.
      zero: kind === 'dead',
    })),
    lipschitz: facts.lipschitz.value,
    gain: facts.gains && { forward: facts.gains.forward, backward: facts.gains.backward },
    minimum: facts.minimum,
    pitfalls: card.pitfalls.map(({ id, text: sentence, source, isExperiment }) => ({
      id,
      text: sentence,
      source,
      experiment: isExperiment,
    })),
    values: samples,
    ...(card.plotCaption && { view: card.plotCaption }),
  };
}

function completeParameters(activation: ActivationId, given: Arguments): Readonly<Record<string, ArgumentValue>> {
  const { parameters } = getActivation(activation);
  return Object.fromEntries(parameters.map(({ name, default: usual }) => [name, given[name] ?? usual]));
}

function text(card: Card, samples: readonly Sample[], at: string | undefined): string {
  const show = (value: number | null): string => (value === null ? l10n.t('not defined') : numberText(value));
  const rows = samples.map(({ x, y, dy }) => [numberText(x), show(y), show(dy)]);
  const table = formatTable([['x', 'f(x)', 'f′(x)'], ...rows]);
  return at === undefined ? renderPlainText(card) : `${renderPlainText(card)}\n${table}\n`;
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) {
    return value > 0 ? 'inf' : '-inf';
  }
  return String(value);
}
