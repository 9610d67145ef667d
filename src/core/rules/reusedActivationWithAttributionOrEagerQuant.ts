import * as l10n from '@vscode/l10n';
import { forwardFlows } from '../model/forward/forwardFlow';
import type { ModuleCode } from '../uses/moduleCode';
import { repeatedCalls } from './forward/repeatedCalls';
import type { Rule } from './rule';

/** One activation called twice, in a file with a method that keeps one record for each module. */
export const reusedActivationWithAttributionOrEagerQuant: Rule = {
  id: 'reused-activation-with-attribution-or-eager-quant',
  severity: 'information',
  title: () => l10n.t('One activation serves several places, but each must have its own'),
  words: /\b(?:captum|shap|quantization)\b/,
  *check(context) {
    const tool = toolIn(context.code);
    if (tool === undefined) {
      return;
    }
    for (const flow of forwardFlows(context, ({ text }) => text.includes('self.'))) {
      for (const { first, again } of repeatedCalls(flow, ({ made }) => made.form === 'class')) {
        yield {
          node: again.node,
          message: l10n.t(
            '{0} is called in several places, but {1} keeps one record for each module. Make one for each place.',
            again.name,
            tool,
          ),
          related: [{ node: first.node, message: l10n.t('The same instance is used here.') }],
        };
      }
    }
  },
};

const tools: readonly (readonly [RegExp, string])[] = [
  [
    /^[ \t]*(?:from[ \t]+captum[\w.]*[ \t]+import\b[^\n]*\bDeepLift|import[ \t]+captum\b)|\bDeepLift(?:Shap)?\(/m,
    'DeepLift',
  ],
  [/\bshap\.DeepExplainer\(|^[ \t]*from[ \t]+shap[ \t]+import\b[^\n]*\bDeepExplainer\b/m, 'shap.DeepExplainer'],
  [
    /\bquantization\.(?:prepare|prepare_qat|convert|quantize|QuantStub)\(|^[ \t]*from[ \t]+torch\.(?:ao\.)?quantization[ \t]+import\b[^\n]*\b(?:prepare|prepare_qat|convert|QuantStub)\b/m,
    'torch.ao.quantization',
  ],
];

/** Modes that work on the traced graph tell the places apart. */
const graphMode = /\b(?:quantize_fx|prepare_fx|prepare_qat_fx|convert_fx|pt2e|prepare_pt2e)\b/;

function toolIn(code: ModuleCode): string | undefined {
  const found = tools.find(([pattern]) => code.mentions(pattern));
  return found !== undefined && !(found[1] === 'torch.ao.quantization' && code.mentions(graphMode))
    ? found[1]
    : undefined;
}
