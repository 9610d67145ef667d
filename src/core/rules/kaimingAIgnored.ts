import * as l10n from '@vscode/l10n';
import { shortNumber } from '../cards/values';
import type { Use } from '../uses/use';
import type { ModuleCode } from '../uses/moduleCode';
import { addArgument, argumentAround, quotedLike, removeItem, replaceNode } from '../edits/nodeEdits';
import type { Finding, FindingFix, Rule } from './rule';
import { gainCalls, gainWords, type GainCall } from '../model/gainCalls';

/** Below it the slope changes the gain by less than a hundredth. */
const noticeable = 0.15;

/** A slope that Kaiming initialization does not look at, or does not know of. */
export const kaimingAIgnored: Rule = {
  id: 'kaiming-a-ignored',
  severity: 'warning',
  title: () => l10n.t('A slope that the initialization ignores'),
  words: gainWords,
  *check({ code, uses }) {
    for (const call of gainCalls(code)) {
      const slope = call.slope && code.evaluate(call.slope);
      if (typeof slope === 'number' && slope !== 0 && call.name !== undefined && call.name !== 'leaky_relu') {
        yield ignoredFinding(call, call.name, slope, code);
      } else if (call.slope === undefined && call.name === 'leaky_relu') {
        yield* missingFindings(call, uses, code);
      }
    }
  },
};

/** √(2/(1 + a²)), as PyTorch computes it. */
function leakyGain(slope: number): string {
  return Math.sqrt(2 / (1 + slope * slope)).toFixed(3);
}

function ignoredFinding(call: GainCall, name: string, slope: number, code: ModuleCode): Finding {
  return {
    node: call.slope ?? call.node,
    message: l10n.t(
      'The slope {0} has no effect: PyTorch uses it with "leaky_relu" only, and this says "{1}". For a leaky ReLU the gain would be {2}; write nonlinearity="leaky_relu", or leave the slope out.',
      shortNumber(slope),
      name,
      leakyGain(slope),
    ),
    fixes: ignoredFixes(call, code),
  };
}

function ignoredFixes({ slope, nonlinearity, written }: GainCall, code: ModuleCode): readonly FindingFix[] {
  const fixes: FindingFix[] = [];
  if (nonlinearity?.type === 'string') {
    fixes.push({
      title: l10n.t('Initialize as for {0}', 'leaky_relu'),
      kind: 'choice',
      edits: [replaceNode(code, nonlinearity, quotedLike(nonlinearity, 'leaky_relu'))],
    });
  }
  const argument = slope && argumentAround(slope);
  const isLast = argument?.type === 'keyword_argument' || written.positional.at(-1)?.id === slope?.id;
  const edit = argument && isLast ? removeItem(code, argument) : undefined;
  if (edit !== undefined) {
    fixes.push({ title: l10n.t('Leave the slope out: the same weights'), kind: 'choice', edits: [edit] });
  }
  return fixes;
}

/** The default slope of the initialization is 0; only where all leaky ReLUs agree is another one meant. */
function* missingFindings(call: GainCall, uses: readonly Use[], code: ModuleCode): Generator<Finding> {
  const slopes = uses
    .filter(
      ({ activation, role, framework }) =>
        activation === 'leaky_relu' && role !== 'initialization' && framework === 'torch',
    )
    .map((use) => use.arguments['negative_slope']);
  const [slope] = slopes;
  const isGain = call.path.endsWith('calculate_gain');
  if (typeof slope !== 'number' || slope < noticeable || !slopes.every((one) => one === slope)) {
    return;
  }
  const argument = `${isGain ? 'param' : 'a'}=${String(slope)}`;
  const edit = addArgument(code, call.node, argument);
  yield {
    node: call.node,
    severity: 'information',
    message: l10n.t(
      'This scales weights for the slope {0} (gain {1}), but the leaky ReLUs of this file have {2} (gain {3}). Add {4}.',
      isGain ? '0.01' : '0',
      leakyGain(isGain ? 0.01 : 0),
      shortNumber(slope),
      leakyGain(slope),
      argument,
    ),
    fixes: edit === undefined ? [] : [{ title: l10n.t('Add {0}', argument), kind: 'choice', edits: [edit] }],
  };
}
