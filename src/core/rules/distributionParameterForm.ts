import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import type { Distribution } from '../frameworks/distributions';
import { headOf, type Head } from '../model/keras/head';
import { readModule } from '../model/symbolic/readModule';
import type { DistributionParameter } from '../model/symbolic/recorded';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { calleeName } from '../uses/place';
import { DOUBLE_SIGMOID_LIMIT } from './keras/numbers';
import { closenessOf } from './pairing/closeness';
import { endsIn, unwrapFix } from './pairing/findings';
import type { Finding, FindingFix, Rule } from './rule';
import { replaceNode } from '../edits/nodeEdits';

/** What is wrong with a parameter: probabilities as scores, scores as probabilities, or logarithms as probabilities. */
type Mistake = 'flattened' | 'unbounded' | 'reversed';

/** Probabilities where a distribution takes scores, or the other way round. */
export const distributionParameterForm: Rule = {
  id: 'distribution-parameter-form',
  severity: 'error',
  title: () => l10n.t('A distribution that is given scores as probabilities, or probabilities as scores'),
  words: /[cC]ategorical|Bernoulli|Multinomial|Binomial|Geometric|gumbel_softmax/,
  *check({ code }) {
    const seen = new Set<SyntaxNode>();
    for (const parameter of readModule(code).parameters) {
      const head = headOf(parameter.value);
      const mistake = head && mistakeIn(parameter, head);
      if (head !== undefined && mistake !== undefined && !seen.has(parameter.argument)) {
        seen.add(parameter.argument);
        yield findingFor(parameter, head, mistake, code);
      }
    }
  },
};

const normalizing: Readonly<Record<Distribution['kind'], ActivationId>> = { categorical: 'softmax', binary: 'sigmoid' };

function mistakeIn({ distribution, form }: DistributionParameter, { activation, affine }: Head): Mistake | undefined {
  const id = activation?.activation?.id;
  if (form === 'scores') {
    return id === normalizing[distribution.kind] ? 'flattened' : undefined;
  }
  if (activation === undefined) {
    return affine === undefined ? undefined : 'unbounded';
  }
  return id === 'log_softmax' && distribution.kind === 'categorical' ? 'reversed' : undefined;
}

function findingFor(parameter: DistributionParameter, head: Head, mistake: Mistake, code: ModuleCode): Finding {
  return {
    node: parameter.argument,
    message: messageFor(parameter, mistake),
    related: endsIn(head.activation?.activation, head.affine),
    fixes: fixesFor(parameter, head, mistake, code),
  };
}

function messageFor({ call, distribution }: DistributionParameter, mistake: Mistake): string {
  const name = calleeName(call);
  const isBinary = distribution.kind === 'binary';
  switch (mistake) {
    case 'flattened':
      return isBinary
        ? l10n.t(
            '{0} applies sigmoid to its logits, so that a probability in their place gives a chance between 0.5 and {1}, however small it is. Pass it as probs, or pass the scores.',
            name,
            DOUBLE_SIGMOID_LIMIT.toFixed(3),
          )
        : l10n.t(
            '{0} applies softmax to its logits, so that with probabilities in their place no class becomes more than {1} times as likely as another. Pass them as probabilities, or pass the scores.',
            name,
            Math.E.toFixed(2),
          );
    case 'unbounded':
      return isBinary
        ? l10n.t(
            '{0} takes probabilities here, but gets the scores of a linear layer: below 0 or above 1 they raise a ValueError. Pass them as logits.',
            name,
          )
        : l10n.t(
            '{0} divides probs by their sum, but gets the scores of a linear layer: negative ones raise a ValueError, and positive ones give other chances than softmax. Pass them as logits.',
            name,
          );
    case 'reversed':
      return l10n.t(
        '{0} divides probs by their sum, and of log-probabilities, which are all negative, that makes the least likely class the likeliest. Pass them as logits.',
        name,
      );
  }
}

/** The other parameter; where there is none, the scores that the activation was applied to. */
function fixesFor(
  { argument, call, distribution, form }: DistributionParameter,
  head: Head,
  mistake: Mistake,
  code: ModuleCode,
): readonly FindingFix[] {
  const other = mistake === 'flattened' ? distribution.probabilities : distribution.scores;
  const activation = head.activation?.activation;
  if (other === undefined) {
    const closeness = closenessOf(head, { argument, call });
    return activation === undefined
      ? []
      : unwrapFix({ activation, closeness }, code, l10n.t('Give {0} the scores', calleeName(call)));
  }
  const own = form === 'scores' ? distribution.scores.name : (distribution.probabilities?.name ?? '');
  const name = argument.parent?.type === 'keyword_argument' ? argument.parent.childForFieldName('name') : null;
  const isLast = argument.parent?.namedChildren.at(-1)?.id === argument.id;
  if (name?.text !== own && !(argument.parent?.type === 'argument_list' && isLast)) {
    return [];
  }
  const edit =
    name === null ? replaceNode(code, argument, `${other.name}=${argument.text}`) : replaceNode(code, name, other.name);
  return [{ title: l10n.t('Pass it as {0}', other.name), kind: 'safe', edits: [edit] }];
}
