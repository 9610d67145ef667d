import * as l10n from '@vscode/l10n';
import { activations, getActivation, type ActivationId } from '../../../src/core/activations';
import type {
  ElementwiseActivation,
  Parameter,
  ParameterValues,
  ScalarFunction,
  VectorActivation,
} from '../../../src/core/activations/activation';
import { elementary } from '../../../src/core/activations/elementary';
import { exponentialUnits } from '../../../src/core/activations/exponentialUnits';
import { gated } from '../../../src/core/activations/gated';
import { geluFamily } from '../../../src/core/activations/gelu';
import { normalizing } from '../../../src/core/activations/normalizing';
import { periodic } from '../../../src/core/activations/periodic';
import { rectified } from '../../../src/core/activations/rectified';
import { selecting } from '../../../src/core/activations/selecting';
import { shrinking } from '../../../src/core/activations/shrinking';
import { sigmoidal } from '../../../src/core/activations/sigmoidal';
import { softRectifiers } from '../../../src/core/activations/softRectifiers';
import { swishFamily } from '../../../src/core/activations/swish';
import { tanhLike } from '../../../src/core/activations/tanhLike';
import { numberOf } from '../../../src/core/activations/parameters';

/** The activations as a list offers them, by family. */
export function activationGroups(): readonly (readonly [title: string, ids: readonly string[]])[] {
  return [
    [l10n.t('Rectifiers'), Object.keys(rectified)],
    [l10n.t('Exponential units'), Object.keys(exponentialUnits)],
    [l10n.t('GELU forms'), Object.keys(geluFamily)],
    [l10n.t('Swish and its like'), Object.keys(swishFamily)],
    [l10n.t('Smooth rectifiers'), Object.keys(softRectifiers)],
    [l10n.t('Sigmoids and steps'), Object.keys(sigmoidal)],
    [l10n.t('Like tanh'), Object.keys(tanhLike)],
    [l10n.t('Shrinking'), Object.keys(shrinking)],
    [l10n.t('Periodic'), Object.keys(periodic)],
    [l10n.t('Elementary'), Object.keys(elementary)],
    [l10n.t('Softmax and its like'), Object.keys(normalizing)],
    [l10n.t('Gated units'), Object.keys(gated)],
    [l10n.t('Selecting'), Object.keys(selecting)],
  ];
}

const temperature: Parameter = {
  name: 'temperature',
  default: 1,
  symbol: 'T',
  meaning: () => l10n.t('temperature: inputs are divided by it; the larger, the more even the shares'),
  domain: { above: 0 },
};

const tempered: ReadonlySet<string> = new Set<ActivationId>([
  'softmax',
  'log_softmax',
  'softmin',
  'softmax2d',
  'quiet_softmax',
  'sparsemax',
]);

const byId = new Map<string, PanelActivation>(
  Object.values<PanelActivation>(activations).map((activation) => [activation.id, activation]),
);

type Words = 'formula' | 'derivativeFormula' | 'source';

/** An activation to calculate with: its formulas are typeset elsewhere, and left out of the panel's bundle. */
export type PanelActivation = Omit<ElementwiseActivation, Words> | PanelVectorActivation;
type PanelVectorActivation = Omit<VectorActivation, Words>;

/** The activation with this id, or the ReLU where there is none. */
export function findActivation(id: string): PanelActivation {
  const activation = byId.get(id) ?? getActivation('relu');
  return activation.kind === 'vector' && tempered.has(activation.id) ? withTemperature(activation) : activation;
}

export function isKnownActivation(id: string): boolean {
  return byId.has(id);
}

/** The activation of x / T. */
function withTemperature(activation: PanelVectorActivation): PanelVectorActivation {
  const { view } = activation;
  const heatOf = (values: ParameterValues): number => numberOf(values, temperature.name);
  return {
    ...activation,
    parameters: [...activation.parameters, temperature],
    vectorValue: (x, values) =>
      activation.vectorValue(
        x.map((score) => score / heatOf(values)),
        values,
      ),
    jacobian: (x, values) =>
      activation
        .jacobian(
          x.map((score) => score / heatOf(values)),
          values,
        )
        .map((row) => row.map((slope) => slope / heatOf(values))),
    view: {
      ...view,
      value: (x, values) => view.value(x / heatOf(values), values),
      derivative: (x, values) => view.derivative(x / heatOf(values), values) / heatOf(values),
      kinks: (values) =>
        view.kinks(values).map(({ at, kind, left, right }) => ({
          kind,
          at: at * heatOf(values),
          left: left / heatOf(values),
          right: right / heatOf(values),
        })),
      computed: (x, values, round) => {
        const scaled = round(x / heatOf(values));
        return view.computed?.(scaled, values, round) ?? round(view.value(scaled, values));
      },
    },
  };
}

/** What is drawn of an activation: itself, or one slice of a function of vectors. */
export function drawnFunction(activation: PanelActivation): ScalarFunction {
  return activation.kind === 'vector' ? activation.view : activation;
}

/**
 * The parameters that a slider moves: those of the formula. Axes and implementation limits have no sign in it and do
 * not change the drawn curve.
 */
export function adjustableParameters(activation: PanelActivation): readonly Parameter[] {
  return activation.parameters.filter(({ symbol }) => symbol !== undefined);
}

const learnableElsewhere: Readonly<Record<string, string>> = { swish_beta: 'beta', snake: 'a' };

/** Whether a network trains the parameter: always, or where its author chooses so. */
export function learning(activation: PanelActivation, parameter: Parameter): 'always' | 'optional' | 'never' {
  if (parameter.learnable === true) return 'always';
  return learnableElsewhere[activation.id] === parameter.name ? 'optional' : 'never';
}
