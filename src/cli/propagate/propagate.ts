import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../../core/activations';
import type { ElementwiseActivation } from '../../core/activations/activation';
import { depthSentence, signalSentences } from '../../core/cards/depthSentence';
import { DEFAULT_SLOPE_THRESHOLD } from '../../core/numerics/facts';
import { propagate as propagateSignal, type PropagatedLayer } from '../../core/numerics/propagation/propagate';
import { findActivation } from '../explain/activationName';
import { readAssignments } from '../explain/assignments';
import { variantOf } from '../explain/variant';
import { formatJson, formatTable, print, UserError } from '../output';
import { readNetwork, type ChosenNetwork, type PropagateOptions } from './options';

/** `activation-insight propagate`: prints what becomes of signal and gradient from layer to layer. */
export async function propagate(
  word: string,
  assignments: readonly string[],
  options: PropagateOptions,
): Promise<void> {
  try {
    const id = findActivation(word);
    const subject = variantOf(id, readAssignments(id, assignments));
    const activation = elementwise(subject.activation);
    const parameters = resolveParameters(activation, subject.arguments);
    const chosen = readNetwork(subject.activation, parameters, options);
    const layers = propagateSignal(activation, parameters, chosen.network);
    if (layers === null) {
      throw new UserError(
        l10n.t('{0} is not defined for every input, so no signal can be followed', subject.activation),
      );
    }
    const given = { activation: subject.activation, parameters };
    await print(
      options.format === 'json'
        ? formatJson({ ...given, ...describeNetwork(chosen), layers })
        : text(activation.name(), chosen, layers),
    );
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}

function elementwise(id: ActivationId): ElementwiseActivation {
  const activation = getActivation(id);
  if (activation.kind === 'vector') {
    throw new UserError(
      l10n.t('{0} works on whole vectors; signals are followed through element-wise activations only', id),
    );
  }
  return activation;
}

/** The head of the document of `--format json`. */
function describeNetwork({ network, initialization }: ChosenNetwork): object {
  const { sigmaW, sigmaB, depth, normalization } = network;
  return { sigmaW, sigmaB, depth, normalization, ...(initialization && { initialization: initialization.id }) };
}

function text(name: string, { network, initialization }: ChosenNetwork, layers: readonly PropagatedLayer[]): string {
  const { sigmaW, sigmaB } = network;
  const sigmas = `σ_w = ${numberText(sigmaW)}, σ_b = ${numberText(sigmaB)}`;
  return [
    [name, initialization ? `${sigmas} (${initialization.name()})` : sigmas].join(' · '),
    '',
    formatTable([header(), ...layers.map(row)]),
    '',
    depthSentence(name, layers),
    ...signalSentences(layers, DEFAULT_SLOPE_THRESHOLD),
    l10n.t(
      'For inputs from N(0, 1), in the limit of infinite width; gradient² is the mean square relative to the last layer.',
    ),
  ].join('\n');
}

function header(): readonly string[] {
  return [
    l10n.t('layer'),
    'E[z²]',
    'E[f(z)]',
    'E[f(z)²]',
    'f′ = 0',
    `|f′| < ${String(DEFAULT_SLOPE_THRESHOLD)}`,
    l10n.t('gradient²'),
  ];
}

function row(layer: PropagatedLayer, index: number): readonly string[] {
  return [
    String(index + 1),
    numberText(layer.preSecond),
    numberText(layer.actMean),
    numberText(layer.actSecond),
    `${(100 * layer.zeroDerivative).toFixed(1)} %`,
    `${(100 * layer.smallDerivative).toFixed(1)} %`,
    numberText(layer.gradSecondRatio),
  ];
}

/** Four significant digits, as other programs read them. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) {
    return value > 0 ? 'inf' : '-inf';
  }
  return String(Number(value.toPrecision(4)));
}
