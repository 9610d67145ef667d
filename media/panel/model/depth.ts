import { getActivation, isActivationId } from '../../../src/core/activations';
import type { ElementwiseActivation } from '../../../src/core/activations/activation';
import { depthSentence, signalSentences } from '../../../src/core/cards/depthSentence';
import { findInitialization, type InitialSigmas } from '../../../src/core/numerics/propagation/initializations';
import { propagate, type PropagatedLayer } from '../../../src/core/numerics/propagation/propagate';
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

/** What the charts show, in words. */
export function depthSentences(name: string, layers: readonly PropagatedLayer[], slope: number): readonly string[] {
  return [depthSentence(name, layers), ...signalSentences(layers, slope)];
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
