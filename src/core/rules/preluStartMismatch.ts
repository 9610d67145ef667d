import * as l10n from '@vscode/l10n';
import { shortNumber } from '../cards/values';
import type { Rule } from './rule';
import { isAboutPorting, leavesToDefault } from './support/porting';

/** Code that moves between libraries takes the default start of PReLU, which differs between them. */
export const preluStartMismatch: Rule = {
  id: 'prelu-start-mismatch',
  severity: 'information',
  title: () => l10n.t('A PReLU that starts with another slope in the other library'),
  words: /PReLU/,
  *check({ code, uses }) {
    const silent = uses.filter(
      (use) =>
        use.activation === 'prelu' &&
        use.form === 'class' &&
        use.madeAt === undefined &&
        leavesToDefault(use, 'init', 'alpha_initializer', 'negative_slope_init'),
    );
    if (silent.length === 0 || !isAboutPorting(code)) {
      return;
    }
    for (const use of silent) {
      const node = code.nodeAt(use);
      const start = use.arguments['a'];
      if (node !== undefined && typeof start === 'number') {
        yield {
          node,
          message: l10n.t(
            'The slope starts at {0} here by default, and others start at 0.25 (PyTorch), 0 (Keras, one per element) or 0.01 (Flax). Write it where training is to be compared.',
            shortNumber(start),
          ),
        };
      }
    }
  },
};
