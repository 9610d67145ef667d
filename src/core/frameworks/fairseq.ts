import type { Framework } from './framework';
import { parametersIn, registry, symbolsIn } from './rows';

/** "gelu_fast" is a deprecated name of "gelu_accurate", which is the tanh form. */
const activationStrings = {
  registry: registry({
    linear: 'identity',
    tanh: 'tanh',
    relu: 'relu',
    relu_squared: 'relu_squared',
    gelu: 'gelu',
    gelu_fast: 'gelu_tanh',
    gelu_accurate: 'gelu_tanh',
    swish: 'silu',
  }),
};

/** fairseq 0.12 and its main branch. */
export const fairseq: Framework = {
  id: 'fairseq',
  name: 'fairseq',
  modules: ['fairseq'],
  moduleAliases: { 'fairseq.modules.gelu': 'fairseq.modules' },
  conventionalNames: { fairseq: 'fairseq' },
  symbols: [
    ...symbolsIn('fairseq.modules', 'function', [
      ['gelu', 'gelu', 'x'],
      ['gelu_accurate', 'gelu_tanh', 'x'],
    ]),
    ...symbolsIn('fairseq.utils', 'function', [['relu_squared', 'relu_squared', 'x']]),
  ],
  activationParameters: [...parametersIn('fairseq.utils', 'activation', activationStrings, [['get_activation_fn', 0]])],
  lookups: [
    { kind: 'key', name: 'activation_fn', ...activationStrings, needsImport: true },
    { kind: 'key', name: 'pooler_activation_fn', ...activationStrings },
  ],
};
