import * as l10n from '@vscode/l10n';
import type { Use } from '../uses/use';
import type { Rule } from './rule';
import { isAboutPorting } from './support/porting';

/** Loading what an older Keras may have saved. */
const loading = /\bload_model\(|\bload_weights\(|\bmodel_from_json\(|\bmodel_from_config\(/;

/** The hard sigmoid of Keras 2 has another slope than that of Keras 3, PyTorch and JAX. */
export const hardSigmoidMismatch: Rule = {
  id: 'hard-sigmoid-mismatch',
  severity: 'information',
  title: () => l10n.t('A hard sigmoid that Keras 2 and Keras 3 compute differently'),
  words: /hard_?sigmoid/i,
  *check({ code, uses }) {
    const concerned = uses.filter((use) => isOfKeras(use) && isHardSigmoid(use));
    if (concerned.length === 0 || !(code.mentions(loading) || isAboutPorting(code))) {
      return;
    }
    for (const use of concerned) {
      const node = code.nodeAt(use);
      if (node !== undefined) {
        yield {
          node,
          message: l10n.t(
            'Keras 2 computes hard_sigmoid as 0.2x + 0.5 (flat beyond |x| = 2.5), Keras 3, PyTorch and JAX as x/6 + 0.5 (flat beyond 3). Weights that were trained with one compute something else with the other.',
          ),
        };
      }
    }
  },
};

function isOfKeras({ framework }: Use): boolean {
  return framework === 'keras2' || framework === 'keras3';
}

/** A formula that is written out says which function it is. */
function isHardSigmoid({ activation, madeAt, form }: Use): boolean {
  return (
    madeAt === undefined && form !== 'expression' && (activation === 'hard_sigmoid' || activation === 'hard_sigmoid_02')
  );
}
