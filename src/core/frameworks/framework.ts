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

/**
 * How a call of the library becomes an activation with arguments. Arguments are bound to the signature as Python does;
 * the first variant that matches decides the activation; then every parameter of the activation gets its value: what
 * the call gives, else what is fixed, else the signature's default, else the catalogue's default. `callMeaning` does it.
 */
export interface CallForm {
  readonly activation: ActivationId;
  /**
   * The Python signature without the parentheses: `input, negative_slope=0.01, inplace=False`. `*` starts the
   * keyword-only parameters, as in Python. A parameter without default is required.
   */
  readonly signature: string;
  /**
   * Library name → catalogue name, for parameters that change the function and are called otherwise here. Two library
   * names may lead to the same catalogue name (an old spelling that is still accepted); the one that is given counts.
   */
  readonly renames?: Readonly<Record<string, string>>;
  /** Catalogue parameters that the library fixes (fastai's `vleaky_relu` has slope 0.3 and no parameter). */
  readonly fixed?: Readonly<Record<string, ArgumentValue>>;
  /** Arguments under which the call is another activation; the first match counts. */
  readonly variants?: readonly Variant[];
  /** Overwrites its input (`F.relu_`). With an `inplace` parameter in the signature, that parameter decides. */
  readonly inPlace?: boolean;
  /** General mathematics (`torch.exp`), which is an activation only where code uses it as one. */
  readonly general?: boolean;
}

/** A function or class of a library that is an activation. */
export interface Symbol extends CallForm {
  /** The dotted path under which the library documents it: `torch.nn.LeakyReLU`. */
  readonly path: string;
  /** A class is constructed first and called later; a function is called with the input. */
  readonly form: 'class' | 'function';
  /** Other dotted paths of the same object. */
  readonly aliases?: readonly string[];
  /** The library warns of it, or has taken it out since: nothing new is written with it. */
  readonly deprecated?: boolean;
  /** A whole layer built around the activation, with linear maps of its own (`timm.layers.SwiGLU`). */
  readonly block?: boolean;
}

/** A method of a tensor or array: `x.sigmoid()`. The signature leaves out the tensor itself. */
export interface Method extends CallForm {
  readonly name: string;
}

export interface Variant {
  /** Library parameter → what its value must be; all must hold. A parameter that is not given has its default. */
  readonly when: Readonly<Record<string, Condition>>;
  readonly activation: ActivationId;
  /** Instead of the form's own, where the variant's parameters have other names. */
  readonly renames?: Readonly<Record<string, string>>;
  /** In addition to the form's own. */
  readonly fixed?: Readonly<Record<string, ArgumentValue>>;
}

/**
 * A value, one of several, or anything but those. `null` stands for Python's `None`. An argument that is no literal
 * meets only `not`: `F.silu(x, beta=b)` is a Swish with a β unknown, rather than a SiLU.
 */
export type Condition =
  ArgumentValue | readonly ArgumentValue[] | { readonly not: ArgumentValue | readonly ArgumentValue[] };

/** What a string means to the library that receives it. */
export interface RegistryEntry {
  readonly activation: ActivationId;
  /** Catalogue parameters with the values that the string stands for (`'leaky_relu'` is 0.2 in Keras). */
  readonly fixed?: Readonly<Record<string, ArgumentValue>>;
  /** Path of the symbol that the string stands for, where arguments may be passed on to it (`mmcv`, `timm`). */
  readonly symbol?: string;
}

export type Registry = Readonly<Record<string, RegistryEntry>>;

/** Strings that a parameter, dictionary or key takes. */
export interface StringSource {
  /** Absent: callables only. */
  readonly registry?: Registry;
  /** The library lower-cases the string before it looks it up; the registry's keys are in lower case. */
  readonly ignoresCase?: boolean;
}

/** A parameter of a layer, function or configuration that takes an activation. */
export interface ActivationParameter extends StringSource {
  /** Dotted path of the callee: `keras.layers.Dense`. */
  readonly callee: string;
  readonly parameter: string;
  /** Zero-based position among the positional arguments; `null`: by keyword only. */
  readonly position: number | null;
  /** What the callee uses where the call is silent; absent: none, or the argument is required. */
  readonly default?: ActivationId;
  /** What the activation is for there, where that is known. */
  readonly role?: 'gate' | 'recurrent' | 'output' | 'initialization';
  /** Takes a tuple or list of them: `activations=('gelu', 'linear')`. */
  readonly many?: boolean;
  /** Takes a dictionary with the string under this key: `act_cfg=dict(type='ReLU')`. Its other items are arguments. */
  readonly typeKey?: string;
  /** A boolean; `True` switches this activation on: `FeedForward(relu_squared=True)`. */
  readonly flag?: RegistryEntry;
  /** Other parameters of the callee that say more about the activation: `calculate_gain('leaky_relu', param=0.2)`. */
  readonly details?: readonly ParameterDetail[];
}

/** A parameter beside the string that belongs to the activation that the string names. */
export interface ParameterDetail {
  /** As the callee calls it. */
  readonly name: string;
  readonly position: number | null;
  readonly default: ArgumentValue;
  /** The activation that has the parameter; strings that name another are not concerned. */
  readonly activation: ActivationId;
  /** Catalogue name. */
  readonly parameter: string;
}

/** Where a string names an activation without a callee of the table: a dictionary, or a key of a configuration. */
export interface Lookup extends StringSource {
  /** `subscript`: `ACT2FN["gelu"]`; `key`: a parameter, keyword, attribute, dictionary key or dataclass field. */
  readonly kind: 'subscript' | 'key';
  /** Dotted path of the dictionary (`transformers.activations.ACT2FN`), or the key's name (`hidden_act`). */
  readonly name: string;
  readonly registry: Registry;
  /** As for a parameter: the key holds a dictionary with the string under this key (`act_cfg = dict(type='ReLU')`). */
  readonly typeKey?: string;
  /**
   * The name is so common that it means something only where the file imports one of the framework's modules
   * (`activation` in a file about chemistry).
   */
  readonly needsImport?: boolean;
  /** No library reads it: the strings are what people's own modules accept as a rule, and each decides for itself. */
  readonly isHabit?: boolean;
  readonly role?: ActivationParameter['role'];
}

/** One library: how it names activations and what its defaults are. Mathematics is not its business. */
export interface Framework {
  readonly id: FrameworkId;
  /** As its authors write it: `PyTorch`. */
  readonly name: string;
  /** Top-level import names under which the symbols are found: `torch`. */
  readonly modules: readonly string[];
  /** Module path as imported → path that the symbols use: `tensorflow.keras` → `tf.keras`. Longest prefix wins. */
  readonly moduleAliases?: Readonly<Record<string, string>>;
  /** Names that stand for a module by convention where nothing in the file binds them: `nn` → `torch.nn`. */
  readonly conventionalNames?: Readonly<Record<string, string>>;
  readonly symbols: readonly Symbol[];
  readonly methods?: readonly Method[];
  /** Strings that name an activation by themselves: `ACT2FN["gelu"]`, `hidden_act: str = "gelu"`. */
  readonly lookups?: readonly Lookup[];
  readonly activationParameters?: readonly ActivationParameter[];
}
