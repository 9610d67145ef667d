import * as l10n from '@vscode/l10n';
import { shortNumber } from '../cards/values';
import type { Rule } from './rule';
import { isAboutPorting, leavesToDefault } from './support/porting';

/** Code that moves between libraries takes the default slope, which differs between them. */
export const leakyDefaultMismatch: Rule = {
  id: 'leaky-default-mismatch',
  severity: 'information',
  title: () => l10n.t('A leaky ReLU whose default slope differs between the libraries at hand'),
  words: /leaky_?relu/i,
  *check({ code, uses }) {
    const silent = uses.filter(
      (use) =>
        use.activation === 'leaky_relu' &&
        use.madeAt === undefined &&
        use.role !== 'initialization' &&
        leavesToDefault(use, 'negative_slope', 'alpha', 'slope'),
    );
    if (silent.length === 0 || !isAboutPorting(code)) {
      return;
    }
    for (const use of silent) {
      const node = code.nodeAt(use);
      const slope = use.arguments['negative_slope'];
      if (node !== undefined && typeof slope === 'number') {
        yield {
          node,
          message: l10n.t(
            'The slope is {0} here by default, and others take 0.01 (PyTorch, JAX), 0.2 (TensorFlow, Keras’ function) or 0.3 (Keras’ layer). Write it, so that both sides compute the same.',
            shortNumber(slope),
          ),
        };
      }
    }
  },
};
