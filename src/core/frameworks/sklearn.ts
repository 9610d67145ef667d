import type { Framework } from './framework';
import { parametersIn, registry } from './rows';

/** The sigmoid is called "logistic". */
const hiddenStrings = { registry: registry({ identity: 'identity', logistic: 'sigmoid', tanh: 'tanh', relu: 'relu' }) };

/**
 * scikit-learn, read from 1.2 and held against 1.9. `activation=` sets the hidden layers; the output's is chosen by the
 * task: identity for regression, softmax for several classes, logistic otherwise.
 */
export const sklearn: Framework = {
  id: 'sklearn',
  name: 'scikit-learn',
  modules: ['sklearn'],
  moduleAliases: {
    'sklearn.neural_network._multilayer_perceptron': 'sklearn.neural_network',
    'sklearn.neural_network.multilayer_perceptron': 'sklearn.neural_network',
  },
  conventionalNames: { sklearn: 'sklearn' },
  symbols: [],
  activationParameters: [
    ...parametersIn('sklearn.neural_network', 'activation', hiddenStrings, [
      ['MLPClassifier', 1, 'relu'],
      // The loss came before it in 1.7.
      ['MLPRegressor', 1, 'relu'],
      ['MLPRegressor', 2, 'relu'],
    ]),
  ],
  lookups: [{ kind: 'key', name: 'activation', ...hiddenStrings, needsImport: true }],
};
