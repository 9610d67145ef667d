import type { ActivationId } from '../../activations';
import { getActivation, resolveParameters } from '../../activations';
import { chainsOf } from '../../model/layers/chain';
import { tensorsOf, type Layer } from '../../model/layers/layer';
import { readModule, type ReadNetwork } from '../../model/symbolic/readModule';
import { propagate } from '../../numerics/propagation/propagate';
import type { ModuleCode } from '../../uses/moduleCode';

/** A straight piece of a network. */
export interface HiddenChain {
  readonly network: ReadNetwork;
  readonly steps: readonly Layer[];
  /** Activations with a linear layer before and another one after them. */
  readonly activations: readonly Layer[];
  readonly affine: readonly Layer[];
  readonly isNormalized: boolean;
}

/** Every straight piece of every network that the module shows. */
export function hiddenChains(code: ModuleCode): readonly HiddenChain[] {
  return readModule(code).networks.flatMap((network) =>
    chainsOf(tensorsOf(network.outputs), network.outputs).map((steps) => hiddenChain(network, steps)),
  );
}

function hiddenChain(network: ReadNetwork, steps: readonly Layer[]): HiddenChain {
  const affine = steps.filter(({ role }) => role === 'affine');
  const first = steps.findIndex(({ role }) => role === 'affine');
  const last = steps.map(({ role }) => role).lastIndexOf('affine');
  return {
    network,
    steps,
    affine,
    activations: steps.filter(({ role }, index) => role === 'activation' && index > first && index < last),
    isNormalized: steps.some(({ role }) => role === 'normalization'),
  };
}

/** Whether a chain has hidden activations, all of them among the given ones. */
export function hasOnly({ activations }: HiddenChain, ids: ReadonlySet<ActivationId>): boolean {
  return activations.length > 0 && activations.every(({ activation }) => activation && ids.has(activation.id));
}

/**
 * The second moment of the last activation in a plain chain of wide layers, for inputs of variance 1 and weights of
 * variance σ_w²/fan-in.
 */
export function lastSecondMoment(id: ActivationId, depth: number, sigmaW: number, sigmaB = 0): number | undefined {
  const activation = getActivation(id);
  if (activation.kind !== 'elementwise' || depth < 1) {
    return undefined;
  }
  const layers = propagate(activation, resolveParameters(activation, {}), { depth, sigmaW, sigmaB });
  return layers?.[depth - 1]?.actSecond;
}
