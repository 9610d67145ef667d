import { readFileSync } from 'node:fs';
import type { ActivationId } from '../../../../src/core/activations';
import type { FrameworkId } from '../../../../src/core/frameworks/framework';

/** A parameter as the catalogue records it; `default` is a literal, or the text of an expression. */
export interface CatalogueParameter {
  readonly name: string;
  readonly position: number | null;
  readonly default?: string | number | boolean | null | readonly string[];
}

/** One way to call an activation, read from the library's own source. */
export interface CatalogueForm {
  readonly framework: FrameworkId;
  readonly kind: 'class' | 'function' | 'inplace' | 'method' | 'string' | 'kwarg';
  /** As people write it, with slashes between alternatives: `nn.Activation('tanh') / Dense(activation='tanh')`. */
  readonly path: string;
  readonly activation: ActivationId;
  readonly params?: readonly CatalogueParameter[];
  readonly variants?: readonly { readonly when: Readonly<Record<string, unknown>>; readonly id: ActivationId }[];
  readonly effectiveDefaults?: Readonly<Record<string, string | number | boolean>>;
  readonly effectiveActivation?: ActivationId;
  readonly aliases?: readonly string[];
  readonly stringAliases?: readonly string[];
  readonly fn?: string;
}

export interface CatalogueActivationParameter {
  readonly framework: FrameworkId;
  readonly callee: string;
  readonly parameter: string;
  readonly position: number | null;
  readonly default: string | null;
  /** The file it was read from: the same name stands for several classes in different versions. */
  readonly file: string;
}

export interface CatalogueSpellings {
  readonly forms: readonly CatalogueForm[];
  readonly activationParameters: readonly CatalogueActivationParameter[];
  readonly configurationKeys: readonly {
    readonly key: string;
    readonly framework: string;
    readonly strings: readonly string[];
  }[];
  /** Ids of ways in which libraries differ. */
  readonly traps: readonly string[];
  readonly registries: Readonly<Record<string, Readonly<Record<string, ActivationId>>>>;
}

/** The facts of the catalogue on which the tables are held: call forms, parameters, defaults, variants. */
export function readCatalogueSpellings(): CatalogueSpellings {
  const file = new URL('../../../fixtures/catalogueSpellings.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as CatalogueSpellings;
}

/** The names by which the catalogue's paths call modules. */
const shortNames: Readonly<Partial<Record<FrameworkId, Readonly<Record<string, string>>>>> = {
  mlx: { mx: 'mlx.core' },
  mxnet: {
    'mx.nd': 'mxnet.nd',
    npx: 'mxnet.npx',
    nn: 'mxnet.gluon.nn',
    gluon: 'mxnet.gluon',
    Dense: 'mxnet.gluon.nn.Dense',
    'mxnet.gluon.*': 'mxnet.gluon.nn',
  },
  haiku: { hk: 'haiku' },
  jax: { jnp: 'jax.numpy' },
  keras2: { K: 'keras.backend' },
  timm: {
    create_act_layer: 'timm.layers.create_act_layer',
    get_act_layer: 'timm.layers.get_act_layer',
    get_act_fn: 'timm.layers.get_act_fn',
  },
  transformers: {
    ACT2FN: 'transformers.activations.ACT2FN',
    get_activation: 'transformers.activations.get_activation',
  },
  diffusers: { get_activation: 'diffusers.models.activations.get_activation' },
  sklearn: {
    MLPClassifier: 'sklearn.neural_network.MLPClassifier',
    MLPRegressor: 'sklearn.neural_network.MLPRegressor',
  },
  transformer_engine: { te: 'transformer_engine.pytorch', LayerNormMLP: 'transformer_engine.jax.flax.LayerNormMLP' },
  mmcv: { build_activation_layer: 'mmcv.cnn.build_activation_layer' },
  fairseq: { utils: 'fairseq.utils' },
  fastai: {
    LinBnDrop: 'fastai.vision.all.LinBnDrop',
    ConvLayer: 'fastai.layers.ConvLayer',
    PixelShuffle_ICNR: 'fastai.layers.PixelShuffle_ICNR',
    ResBlock: 'fastai.layers.ResBlock',
    unet_learner: 'fastai.vision.all.unet_learner',
    DynamicUnet: 'fastai.layers.DynamicUnet',
  },
  siren: { 'siren modules': 'modules' },
  megatron: { TransformerConfig: 'megatron.core.transformer.TransformerConfig' },
};

/** The importable path behind a path of the catalogue. */
export function importablePath(framework: FrameworkId, path: string): string {
  for (const [short, full] of Object.entries(shortNames[framework] ?? {})) {
    if (path === short || path.startsWith(`${short}.`)) return full + path.slice(short.length);
  }
  return path;
}
