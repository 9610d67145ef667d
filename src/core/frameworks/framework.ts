import type { ActivationId } from '../activations';
import type { ArgumentValue } from '../text';

export type FrameworkId =
  | 'torch'
  | 'torchvision'
  | 'timm'
  | 'transformers'
  | 'diffusers'
  | 'keras3'
  | 'keras2'
  | 'tensorflow'
  | 'tfa'
  | 'jax'
  | 'flax_linen'
  | 'flax_nnx'
  | 'haiku'
  | 'equinox'
  | 'mlx'
  | 'paddle'
  | 'mxnet'
  | 'sklearn'
  | 'fastai'
  | 'numpy'
  | 'scipy'
  | 'transformer_engine'
  | 'mmcv'
  | 'fairseq'
  | 'x_transformers'
  | 'siren'
  | 'snake_pkg'
  | 'megatron'
  | 'gpt_neox';

/** A function or class of a library that is an activation. */
export interface Symbol {
  /** The dotted path under which the library documents it: `torch.nn.LeakyReLU`. */
  readonly path: string;
  readonly activation: ActivationId;
  /** A class is constructed first and called later; a function is called with the input. */
  readonly form: 'class' | 'function';
  /**
   * The Python signature without the parentheses: `input, negative_slope=0.01, inplace=False`. `*` starts the
   * keyword-only parameters, as in Python. A parameter without default is required.
   */
  readonly signature: string;
  /** Library name → catalogue name, for parameters that change the function and are called otherwise here. */
  readonly renames?: Readonly<Record<string, string>>;
  /** Catalogue parameters that the library fixes (fastai's `vleaky_relu` has slope 0.3 and no parameter). */
  readonly fixed?: Readonly<Record<string, ArgumentValue>>;
  /** Arguments under which the symbol is another activation; the first match counts. */
  readonly variants?: readonly Variant[];
  /** Other dotted paths of the same object. */
  readonly aliases?: readonly string[];
  /** Overwrites its input (`F.relu_`). */
  readonly inPlace?: boolean;
}

export interface Variant {
  /** Library parameter → value, or values, that select the variant. */
  readonly when: Readonly<Record<string, ArgumentValue | readonly ArgumentValue[]>>;
  readonly activation: ActivationId;
}

/** A method of a tensor or array: `x.sigmoid()`. The signature leaves out the tensor itself. */
export interface Method {
  readonly name: string;
  readonly activation: ActivationId;
  readonly signature: string;
  readonly renames?: Readonly<Record<string, string>>;
  readonly fixed?: Readonly<Record<string, ArgumentValue>>;
  readonly variants?: readonly Variant[];
  readonly inPlace?: boolean;
}

/** What a string means to the library that receives it. */
export interface RegistryEntry {
  readonly activation: ActivationId;
  /** Catalogue parameters with the values that the string stands for (`'leaky_relu'` is 0.2 in Keras). */
  readonly fixed?: Readonly<Record<string, ArgumentValue>>;
}

export type Registry = Readonly<Record<string, RegistryEntry>>;

/** A parameter of a layer, function or configuration that takes an activation. */
export interface ActivationParameter {
  /** Dotted path of the callee: `keras.layers.Dense`. */
  readonly callee: string;
  readonly parameter: string;
  /** Zero-based position among the positional arguments; `null`: by keyword only. */
  readonly position: number | null;
  /** Which strings it takes; absent: callables only. */
  readonly registry?: Registry;
}

/** One library: how it names activations and what its defaults are. Mathematics is not its business. */
export interface Framework {
  readonly id: FrameworkId;
  /** As its authors write it: `PyTorch`. */
  readonly name: string;
  /** Top-level import names under which the symbols are found: `torch`. */
  readonly modules: readonly string[];
  /** Module path as imported → path that the symbols use: `tensorflow.keras` → `keras`. Longest prefix wins. */
  readonly moduleAliases?: Readonly<Record<string, string>>;
  /** Names that stand for a module by convention where nothing in the file binds them: `nn` → `torch.nn`. */
  readonly conventionalNames?: Readonly<Record<string, string>>;
  readonly symbols: readonly Symbol[];
  readonly methods?: readonly Method[];
  /** Strings that name an activation by themselves: `ACT2FN["gelu"]`, `hidden_act: str = "gelu"`. */
  readonly lookups?: readonly Lookup[];
  readonly activationParameters?: readonly ActivationParameter[];
}

/** Where a string names an activation without a callee of the table: a dictionary, or a configuration key. */
export interface Lookup {
  /** `subscript`: `ACT2FN["gelu"]`; `key`: a parameter, attribute or dataclass field of that name. */
  readonly kind: 'subscript' | 'key';
  /** Dotted path of the dictionary (`transformers.activations.ACT2FN`), or the key's name (`hidden_act`). */
  readonly name: string;
  readonly registry: Registry;
}
