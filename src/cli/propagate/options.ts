import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../../core/activations';
import type { ParameterValues } from '../../core/activations/activation';
import {
  findInitialization,
  initializations,
  type Initialization,
  type InitialSigmas,
} from '../../core/numerics/propagation/initializations';
import type { Normalization, PlainNetwork } from '../../core/numerics/propagation/propagate';
import { readNumber } from '../explain/assignments';
import { UserError } from '../output';

/** The words of the command line, as they were given. */
export interface PropagateOptions {
  readonly format: 'text' | 'json';
  readonly depth: string;
  readonly sigmaW?: string;
  readonly init?: string;
  readonly sigmaB?: string;
  readonly fanIn?: string;
  readonly std?: string;
  readonly normalization: Normalization;
}

/** The network that the options describe, and the initialization if it comes from one. */
export interface ChosenNetwork {
  readonly network: PlainNetwork;
  readonly initialization?: Initialization;
}

const mostLayers = 1000;
const usualInitialization = 'torch';

/** @throws UserError for values that make no sense, alone or together. */
export function readNetwork(
  activation: ActivationId,
  parameters: ParameterValues,
  options: PropagateOptions,
): ChosenNetwork {
  const { sigmaW, sigmaB, init, normalization } = options;
  const shape = { depth: readDepth(options.depth), normalization };
  const givenBias = sigmaB === undefined ? undefined : readSize('--sigma-b', sigmaB);
  if (sigmaW !== undefined) {
    if (init !== undefined) {
      throw new UserError(l10n.t('--sigma-w and --init exclude each other'));
    }
    return { network: { ...shape, sigmaW: readSize('--sigma-w', sigmaW), sigmaB: givenBias ?? 0 } };
  }
  const initialization = readInitialization(init ?? usualInitialization);
  const sigmas = sigmasOf(initialization, activation, parameters, options);
  return { network: { ...shape, sigmaW: sigmas.sigmaW, sigmaB: givenBias ?? sigmas.sigmaB }, initialization };
}

function readDepth(text: string): number {
  const depth = readNumber(text);
  if (depth === undefined || !Number.isInteger(depth) || depth < 1 || depth > mostLayers) {
    throw new UserError(l10n.t("--depth takes a whole number from 1 to {0}, not '{1}'", mostLayers, text));
  }
  return depth;
}

function readSize(option: string, text: string): number {
  const size = readNumber(text);
  if (size === undefined || !Number.isFinite(size) || size < 0) {
    throw new UserError(l10n.t("{0} takes a finite number of at least 0, not '{1}'", option, text));
  }
  return size;
}

function readInitialization(word: string): Initialization {
  const initialization = findInitialization(word);
  if (initialization === undefined) {
    const all = initializations.map(({ id }) => id).join(', ');
    throw new UserError(l10n.t("There is no initialization '{0}'. All are: {1}", word, all));
  }
  return initialization;
}

function sigmasOf(
  initialization: Initialization,
  activation: ActivationId,
  parameters: ParameterValues,
  { fanIn, std }: PropagateOptions,
): InitialSigmas {
  if (initialization.id === 'normal' && fanIn === undefined) {
    throw new UserError(
      l10n.t('--init normal needs --fan-in, because its σ_w is the standard deviation times √fan-in'),
    );
  }
  const sigmas = initialization.sigmas({
    activation,
    parameters,
    fanIn: fanIn === undefined ? Infinity : readFanIn(fanIn),
    standardDeviation: std === undefined ? 1 : readSize('--std', std),
  });
  if (sigmas === undefined) {
    throw new UserError(l10n.t("PyTorch's calculate_gain does not know {0}", activation));
  }
  return sigmas;
}

function readFanIn(text: string): number {
  const fanIn = readNumber(text);
  if (fanIn === undefined || !Number.isInteger(fanIn) || fanIn < 1) {
    throw new UserError(l10n.t("--fan-in takes a whole number of at least 1, not '{0}'", text));
  }
  return fanIn;
}
