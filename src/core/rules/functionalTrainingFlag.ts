import * as l10n from '@vscode/l10n';
import { isTorchModule, methodAround, selfName } from '../model/forward/moduleClass';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { isUnderTraining } from './forward/training';
import { addArgument } from '../edits/nodeEdits';
import type { FindingFix, Rule } from './rule';

/** A function of `torch.nn.functional` that is told by an argument whether the model trains. */
interface TrainingFunction {
  /** Position of `training`. */
  readonly position: number;
  /** What it does where nobody tells. */
  readonly default: boolean;
}

const functions: ReadonlyMap<string, TrainingFunction> = new Map<string, TrainingFunction>([
  ...['dropout', 'dropout1d', 'dropout2d', 'dropout3d'].map((name) => [name, { position: 2, default: true }] as const),
  ...['alpha_dropout', 'feature_alpha_dropout'].map((name) => [name, { position: 2, default: false }] as const),
  ['rrelu', { position: 3, default: false }],
]);

/** A function with randomness for training that does not know whether the model trains. */
export const functionalTrainingFlag: Rule = {
  id: 'functional-training-flag',
  severity: 'error',
  title: () => l10n.t('Dropout as a function does not know whether the model trains'),
  words: /\b(?:(?:alpha_)?dropout(?:[123]d)?|rrelu)\(/,
  *check({ code }) {
    for (const [name, { position, default: isOn }] of functions) {
      for (const call of silentCalls(name, position, code)) {
        if (isOn && isUnderTraining(call)) {
          continue;
        }
        yield {
          node: call,
          message: isOn
            ? l10n.t(
                '{0} without training= always drops, so predictions after eval() are random, too. Pass training=self.training.',
                name,
              )
            : l10n.t(
                '{0} without training= never does what it does in training: its default is False. Pass training=self.training.',
                name,
              ),
          fixes: trainingFix(call, code),
        };
      }
    }
  },
};

/** Calls in methods of modules that say nothing of training. */
function* silentCalls(name: string, position: number, code: ModuleCode): Generator<SyntaxNode> {
  for (const call of code.calls(name)) {
    const callee = call.childForFieldName('function');
    const { positional, keywords, hasStar, hasDoubleStar } = readArguments(call);
    const isSilent = !hasStar && !hasDoubleStar && !keywords.has('training') && positional.length <= position;
    const probability = keywords.get('p') ?? positional[1];
    const mayDropNothing = name !== 'rrelu' && probability !== undefined && mayBeZero(probability, code);
    const around = isSilent && !mayDropNothing ? methodAround(call) : undefined;
    if (
      callee !== null &&
      around !== undefined &&
      code.resolve(callee)?.path === `torch.nn.functional.${name}` &&
      isTorchModule(around.owner, code)
    ) {
      yield call;
    }
  }
}

/** Zero, or what whoever sets it may make zero outside training: `self.rate if self.training else 0.0`. */
function mayBeZero(probability: SyntaxNode, code: ModuleCode): boolean {
  const isGiven = probability.type === 'identifier' && ['parameter', 'other'].includes(code.lookUp(probability).kind);
  const value = probability.type === 'identifier' ? code.boundValue(probability) : undefined;
  return isGiven || code.evaluate(probability) === 0 || /\btraining\b/.test((value ?? probability).text);
}

function trainingFix(call: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const method = methodAround(call)?.method;
  const self = method && selfName(method);
  const edit = self === undefined ? undefined : addArgument(code, call, `training=${self}.training`);
  return edit === undefined
    ? []
    : [{ title: l10n.t('Pass training={0}.training', self ?? ''), kind: 'safe', edits: [edit] }];
}
