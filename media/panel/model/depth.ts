import * as l10n from '@vscode/l10n';
import { getActivation, isActivationId } from '../../../src/core/activations';
import type { ElementwiseActivation } from '../../../src/core/activations/activation';
import { findInitialization, type InitialSigmas } from '../../../src/core/numerics/propagation/initializations';
import { propagate, type PropagatedLayer } from '../../../src/core/numerics/propagation/propagate';
import { percentText, powerText } from './numbers';
import type { DepthState, Entry } from './state';

/** The activation as the layers of a plain network have it; `undefined` for one that mixes its inputs. */
export function layerActivation({ subject }: Entry): ElementwiseActivation | undefined {
  const activation = isActivationId(subject.activation) ? getActivation(subject.activation) : undefined;
  return activation?.kind === 'elementwise' ? activation : undefined;
}

export function canBeLayer(activation: string): boolean {
  return layerActivation({ subject: { activation, arguments: {} }, values: {} }) !== undefined;
}

/** How weights and biases are spread; `undefined` where the initialization does not know the activation. */
export function initialSigmas(state: DepthState): InitialSigmas | undefined {
  const { subject, values } = state.entry;
  if (!isActivationId(subject.activation)) return undefined;
  const sigmas = findInitialization(state.initialization)?.sigmas({
    activation: subject.activation,
    parameters: values,
    fanIn: state.fanIn,
    standardDeviation: state.sigma,
  });
  return sigmas && { ...sigmas, ...(state.biasSigma === null ? {} : { sigmaB: state.biasSigma }) };
}

/** The layers of the network; `undefined` where there is nothing to compute. */
export function followIntoDepth(state: DepthState, slope: number): readonly PropagatedLayer[] | undefined {
  const activation = layerActivation(state.entry);
  const sigmas = initialSigmas(state);
  if (activation === undefined || sigmas === undefined) return undefined;
  const network = { ...sigmas, depth: state.depth, normalization: state.normalization, slopeThreshold: slope };
  return propagate(activation, state.entry.values, network) ?? undefined;
}

/** How large the gradient of the first layer is beside that of the last. */
export function gradientRatio(layers: readonly PropagatedLayer[]): number {
  return Math.sqrt(layers[0]?.gradSecondRatio ?? 1);
}

/** Beyond a thousandth and a thousandfold training is in trouble; within a factor of ten nobody notices. */
const trouble = 1e3;
const unnoticed = 10;

/** What the charts show, in words. */
export function depthSentences(name: string, layers: readonly PropagatedLayer[], slope: number): readonly string[] {
  const last = layers[layers.length - 1];
  if (last === undefined) return [];
  const flat = l10n.t(
    'In the last layer {0} % of the units have a slope below {1}; {2} % have a slope of exactly 0.',
    percentText(last.smallDerivative),
    String(slope),
    percentText(last.zeroDerivative),
  );
  return layers.length === 1 ? [flat] : [gradientSentence(name, layers), flat];
}

function gradientSentence(name: string, layers: readonly PropagatedLayer[]): string {
  const ratio = gradientRatio(layers);
  const words = [String(layers.length), name, powerText(ratio)] as const;
  if (ratio < 1 / trouble) {
    return l10n.t('After {0} layers of {1} the first gradient is {2} of the last: it vanishes.', ...words);
  }
  if (ratio < 1 / unnoticed) {
    return l10n.t('After {0} layers of {1} the first gradient is {2} of the last: it shrinks.', ...words);
  }
  if (ratio <= unnoticed) {
    return l10n.t('After {0} layers of {1} the first gradient is {2} of the last: it keeps its size.', ...words);
  }
  return ratio <= trouble
    ? l10n.t('After {0} layers of {1} the first gradient is {2} times the last: it grows.', ...words)
    : l10n.t('After {0} layers of {1} the first gradient is {2} times the last: it explodes.', ...words);
}

const shownHistograms = 10;

/** The layers whose histograms are shown: ten at most, evenly spread, the first and the last among them. */
export function histogramLayers(depth: number): readonly number[] {
  const count = Math.min(shownHistograms, depth);
  const spread = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (depth - 1)) / (count - 1)),
  );
  return [...new Set(spread)];
}
