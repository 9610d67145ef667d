import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../../activations';
import type { ParameterValues } from '../../activations/activation';
import { numberOf } from '../../activations/parameters';
import type { Message } from '../../text';

/** The layer that is initialized. */
export interface InitializedLayer {
  readonly activation: ActivationId;
  readonly parameters: ParameterValues;
  /** Inputs of each unit; `Infinity` stands for the limit of wide layers. */
  readonly fanIn: number;
  /** Of the weights, for the initializations that leave it open. */
  readonly standardDeviation?: number;
}

/** Weights from N(0, sigmaW²/fan-in) and biases from N(0, sigmaB²), or distributions of the same variance. */
export interface InitialSigmas {
  readonly sigmaW: number;
  readonly sigmaB: number;
}

export interface Initialization {
  readonly id: InitializationId;
  readonly name: Message;
  /** Other names, as libraries spell them, without underscores. */
  readonly aliases: readonly string[];
  /** `undefined` where it does not know the activation, as `calculate_gain` does not know GELU. */
  sigmas(layer: InitializedLayer): InitialSigmas | undefined;
}

export type InitializationId = 'torch' | 'keras' | 'xavier' | 'he' | 'lecun' | 'gain' | 'normal';

/** Of square layers, so that fan-in and fan-out are the same. Truncated normal distributions are made up for. */
export const initializations: readonly Initialization[] = [
  {
    id: 'torch',
    name: () => l10n.t('PyTorch default'),
    aliases: ['pytorch'],
    // nn.Linear and nn.Conv2d: kaiming_uniform_(a=√5) has the variance 1/(3·fan-in), and so has the bias.
    sigmas: ({ fanIn }) => ({ sigmaW: 1 / Math.sqrt(3), sigmaB: 1 / Math.sqrt(3 * fanIn) }),
  },
  {
    id: 'keras',
    name: () => l10n.t('Keras default (Glorot uniform)'),
    aliases: ['tensorflow', 'tf'],
    sigmas: () => ({ sigmaW: 1, sigmaB: 0 }),
  },
  {
    id: 'xavier',
    name: () => l10n.t('Xavier (Glorot)'),
    aliases: ['glorot', 'xavieruniform', 'xaviernormal', 'glorotuniform', 'glorotnormal'],
    // Var w = 2/(fan-in + fan-out)
    sigmas: () => ({ sigmaW: 1, sigmaB: 0 }),
  },
  {
    id: 'he',
    name: () => l10n.t('He (Kaiming)'),
    aliases: ['kaiming', 'kaiminguniform', 'kaimingnormal', 'heuniform', 'henormal'],
    sigmas: () => ({ sigmaW: Math.SQRT2, sigmaB: 0 }),
  },
  {
    id: 'lecun',
    name: () => l10n.t('LeCun'),
    aliases: ['lecununiform', 'lecunnormal'],
    sigmas: () => ({ sigmaW: 1, sigmaB: 0 }),
  },
  {
    id: 'gain',
    name: () => l10n.t("PyTorch's calculate_gain"),
    aliases: ['calculategain'],
    sigmas({ activation, parameters }) {
      const gain = torchGain(activation, parameters);
      return gain === undefined ? undefined : { sigmaW: gain, sigmaB: 0 };
    },
  },
  {
    id: 'normal',
    name: () => l10n.t('N(0, σ²)'),
    aliases: ['randomnormal'],
    sigmas: ({ fanIn, standardDeviation = 1 }) => ({ sigmaW: standardDeviation * Math.sqrt(fanIn), sigmaB: 0 }),
  },
];

/** The initialization that a word means: its id or what a library calls it, whatever its case and underscores. */
export function findInitialization(word: string): Initialization | undefined {
  const simple = word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return initializations.find(({ id, aliases }) => id === simple || aliases.includes(simple));
}

/**
 * What `torch.nn.init.calculate_gain` recommends for the weights before an activation; `undefined` where it raises an
 * error. https://docs.pytorch.org/docs/stable/nn.init.html
 */
export function torchGain(activation: ActivationId, parameters: ParameterValues): number | undefined {
  switch (activation) {
    case 'identity':
    case 'sigmoid':
      return 1;
    case 'tanh':
      return 5 / 3;
    case 'relu':
      return Math.SQRT2;
    case 'leaky_relu':
      return Math.sqrt(2 / (1 + numberOf(parameters, 'negative_slope') ** 2));
    case 'selu':
      return 3 / 4;
    default:
      return undefined;
  }
}
