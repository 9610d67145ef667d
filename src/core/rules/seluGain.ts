import * as l10n from '@vscode/l10n';
import { shortNumber } from '../cards/values';
import { quotedLike, replaceNode } from '../edits/nodeEdits';
import { lastSecondMoment } from './layers/hidden';
import type { Rule } from './rule';
import { gainCalls, gainWords } from '../model/gainCalls';

/** What `calculate_gain('selu')` gives. */
const gain = 3 / 4;
/** The depth that the message speaks of. */
const depth = 16;

/** SELU keeps the variance by itself with the gain 1; PyTorch's gain for its name is 3/4. */
export const seluGain: Rule = {
  id: 'selu-gain',
  severity: 'warning',
  title: () => l10n.t('The gain that PyTorch has for SELU'),
  words: gainWords,
  *check({ code }) {
    for (const { name, nonlinearity } of gainCalls(code)) {
      const moment = name === 'selu' ? lastSecondMoment('selu', depth, gain) : undefined;
      if (nonlinearity === undefined || moment === undefined) {
        continue;
      }
      yield {
        node: nonlinearity,
        message: l10n.t(
          'For "selu" PyTorch takes the gain 3/4, with which the second moment falls to {0} over {1} layers of SELU. SELU keeps it with the gain 1: write "linear".',
          shortNumber(moment),
          String(depth),
        ),
        fixes:
          nonlinearity.type === 'string'
            ? [
                {
                  title: l10n.t('Initialize with gain 1: "linear"'),
                  kind: 'safe',
                  edits: [replaceNode(code, nonlinearity, quotedLike(nonlinearity, 'linear'))],
                },
              ]
            : [],
      };
    }
  },
};
