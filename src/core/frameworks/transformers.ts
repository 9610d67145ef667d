import type { Framework, Lookup } from './framework';
import { parametersIn, registry, symbolsIn } from './rows';

/** `ACT2FN`, `ACT2CLS` and `get_activation`: an unknown or capitalized string raises a KeyError. */
const activationStrings = registry({
  linear: 'identity',
  sigmoid: 'sigmoid',
  laplace: 'laplace',
  tanh: 'tanh',
  relu: 'relu',
  relu2: 'relu_squared',
  relu6: 'relu6',
  leaky_relu: { activation: 'leaky_relu', symbol: 'torch.nn.LeakyReLU' },
  prelu: { activation: 'prelu', symbol: 'torch.nn.PReLU' },
  xielu: { activation: 'xielu', symbol: 'transformers.activations.XIELUActivation' },
  // Six names for two functions: only `gelu` and `gelu_python` are exact, the others are the tanh form.
  gelu: 'gelu',
  gelu_python: 'gelu',
  gelu_new: 'gelu_tanh',
  gelu_fast: 'gelu_tanh',
  gelu_accurate: 'gelu_tanh',
  gelu_pytorch_tanh: 'gelu_tanh',
  gelu_python_tanh: 'gelu_tanh',
  quick_gelu: 'quick_gelu',
  gelu_10: 'gelu_10',
  silu: 'silu',
  swish: 'silu',
  hardswish: 'hard_swish',
  mish: 'mish',
  sqrtsoftplus: 'sqrt_softplus',
});

/** T5 reads `gated-` as a gated unit; `gated-gelu` alone changes the function besides, to the tanh form. */
const feedForwardStrings = registry({
  ...activationStrings,
  'gated-gelu': 'geglu',
  'gated-relu': 'reglu',
  'gated-silu': 'swiglu',
});

/** Keys of model configurations, in the order of how many models have them. */
const configurationKeys = [
  'hidden_act',
  'activation_function',
  'projector_hidden_act',
  'hidden_activation',
  'feat_extract_activation',
  'decoder_activation_function',
  'dense_act_fn',
  'encoder_activation_function',
  'pooler_act',
  'pooler_hidden_act',
  'projection_hidden_act',
  'mask_downsampler_hidden_act',
  'memory_fuser_hidden_act',
  'memory_attention_feed_forward_hidden_act',
  'memory_attention_mlp_hidden_act',
  'encoder_hidden_act',
  'decoder_hidden_act',
  'speech_encoder_hidden_act',
  'prompt_hidden_act',
  'vision_hidden_act',
  'text_hidden_act',
  'mlp_hidden_act',
  'mlp_activation_function',
  'segmentation_head_activation_function',
  'summary_activation',
  'readout_activation',
  'csp_activation',
  'conv_norm_activation',
  'encoder_feedforward_activation',
  'decoder_activation',
  'depth_decoder_activation',
  'conv_activation',
  'conv_glu_type',
  'nemo_activation',
  'stem_act_func',
  'adapter_act',
  'ff_activation',
  'hidden_mamba_act',
  'mamba_hidden_act',
];

function key(name: string): Lookup {
  return { kind: 'key', name, registry: activationStrings };
}

const dictionaries = [
  'transformers.activations.ACT2FN',
  'transformers.activations.ACT2CLS',
  'transformers.activations_tf.ACT2FN',
  'transformers.modeling_flax_utils.ACT2FN',
];

/** A stored vector of logarithms: its start 0 is a factor of 1. `alpha` and `beta` share the start. */
const logarithmicStart = { fixed: { alpha: 1, beta: 1 } };

/** Hugging Face transformers, read from 4.57 and held against 5.18, which added `hardswish` and `sqrtsoftplus`. */
export const transformers: Framework = {
  id: 'transformers',
  name: 'Transformers',
  modules: ['transformers'],
  conventionalNames: { transformers: 'transformers' },
  symbols: [
    ...symbolsIn('transformers.activations', 'class', [
      ['LinearActivation', 'identity'],
      ['LaplaceActivation', 'laplace'],
      ['ReLUSquaredActivation', 'relu_squared'],
      [
        'XIELUActivation',
        'xielu',
        'alpha_p_init=0.8, alpha_n_init=0.8, beta=0.5, eps=-1e-6, dtype=torch.bfloat16, with_vector_loads=False',
        { renames: { alpha_p_init: 'alpha_p', alpha_n_init: 'alpha_n' } },
      ],
      ['GELUActivation', 'gelu', 'use_gelu_python=False'],
      [
        'GELUTanh',
        'gelu_tanh',
        'use_gelu_tanh_python=False',
        { aliases: ['transformers.activations.PytorchGELUTanh'] },
      ],
      ['NewGELUActivation', 'gelu_tanh'],
      ['FastGELUActivation', 'gelu_tanh'],
      ['AccurateGELUActivation', 'gelu_tanh'],
      ['QuickGELUActivation', 'quick_gelu'],
      ['ClippedGELUActivation', 'gelu_10', 'min, max'],
      ['SiLUActivation', 'silu'],
      ['MishActivation', 'mish'],
      ['SqrtSoftplusActivation', 'sqrt_softplus'],
    ]),
    // Ready-made instances that older code imports.
    ...symbolsIn('transformers.activations', 'function', [
      ['gelu', 'gelu', 'input'],
      ['gelu_python', 'gelu', 'input'],
      ['gelu_new', 'gelu_tanh', 'input'],
      ['gelu_fast', 'gelu_tanh', 'input'],
      ['gelu_pytorch_tanh', 'gelu_tanh', 'input'],
      ['quick_gelu', 'quick_gelu', 'input'],
      ['silu', 'silu', 'input'],
      ['mish', 'mish', 'input'],
      ['linear_act', 'identity', 'input'],
    ]),
    ...symbolsIn('transformers.models', 'class', [
      ['dac.modeling_dac.Snake1d', 'snake', 'hidden_dim'],
      ['pe_audio.modeling_pe_audio.Snake1d', 'snake', 'hidden_dim'],
      ['qwen2_5_omni.modeling_qwen2_5_omni.SnakeBeta', 'snake_beta', 'in_features, alpha=1.0', logarithmicStart],
      ['qwen3_omni_moe.modeling_qwen3_omni_moe.SnakeBeta', 'snake_beta', 'in_features, alpha=1.0', logarithmicStart],
    ]),
    // The experts of gpt-oss hard-code their gate; `hidden_act="silu"` in the configuration does not change it.
    ...symbolsIn('transformers.models.gpt_oss.modeling_gpt_oss', 'function', [
      ['GptOssExperts._apply_gate', 'clamped_swiglu', 'gate_up'],
    ]),
  ],
  activationParameters: [
    ...parametersIn('transformers.activations', 'activation_string', { registry: activationStrings }, [
      ['get_activation', 0],
    ]),
    ...parametersIn('transformers.activations_tf', 'activation_string', { registry: activationStrings }, [
      ['get_tf_activation', 0],
    ]),
  ],
  lookups: [
    ...dictionaries.map((name): Lookup => ({ kind: 'subscript', name, registry: activationStrings })),
    ...configurationKeys.map(key),
    { kind: 'key', name: 'feed_forward_proj', registry: feedForwardStrings },
    { ...key('activation'), needsImport: true },
    { ...key('classifier_activation'), needsImport: true },
  ],
};
