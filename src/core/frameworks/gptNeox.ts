import type { Framework } from './framework';
import { registry } from './rows';

/** GPT-NeoX: a fork of Megatron-LM that reads its activation from a configuration. */
export const gptNeox: Framework = {
  id: 'gpt_neox',
  name: 'GPT-NeoX',
  modules: ['megatron'],
  symbols: [],
  lookups: [
    {
      kind: 'key',
      name: 'activation',
      registry: registry({
        // With `bias_gelu_fusion` it is the tanh form.
        gelu: 'gelu',
        geglu: 'geglu',
        relu: 'relu',
        softsign: 'softsign',
        swish: 'silu',
        silu: 'silu',
        mish: 'mish',
        reglu: 'reglu',
        swiglu: 'swiglu',
        bilinear: 'bilinear_glu',
        glu: 'glu',
      }),
      needsImport: true,
    },
  ],
};
