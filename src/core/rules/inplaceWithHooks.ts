import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { ancestor, callOf } from '../uses/place';
import { switchedOff } from './forward/notInPlace';
import type { Finding, FindingFix, Rule, RuleContext } from './rule';

/** In-place activations in a file that hooks into modules, which then see what was overwritten, or raise. */
export const inplaceWithHooks: Rule = {
  id: 'inplace-with-hooks',
  severity: 'warning',
  title: () => l10n.t('Hooks meet an in-place activation'),
  words: /\bregister_(?:module_)?full_backward_hook\b|\bcaptum\b/,
  *check(context) {
    const { code } = context;
    const hook = hookIn(code);
    for (const layer of hook === undefined ? [] : inPlaceLayers(context)) {
      yield findingAt(layer, hook ?? layer, code);
    }
  },
};

/** Attribution methods of Captum that hook into activations. */
const attributions = ['DeepLift', 'DeepLiftShap', 'GuidedBackprop', 'Deconvolution', 'GuidedGradCam'];

/** Where something hooks into every module, or into the activations. */
function hookIn(code: ModuleCode): SyntaxNode | undefined {
  for (const name of ['register_full_backward_hook', 'register_module_full_backward_hook']) {
    for (const call of code.calls(name)) {
      if (name.includes('_module_') || isOverAllModules(call)) {
        return call;
      }
    }
  }
  for (const name of attributions) {
    for (const call of code.calls(name)) {
      const callee = call.childForFieldName('function');
      if (callee !== null && code.resolve(callee)?.path.startsWith('captum.attr.') === true) {
        return call;
      }
    }
  }
  return undefined;
}

/** `for module in model.modules(): module.register_full_backward_hook(…)`, with or without a test of the class. */
function isOverAllModules(call: SyntaxNode): boolean {
  const loop = ancestor(call, 'for_statement');
  const over = loop?.childForFieldName('right')?.text ?? '';
  const test = ancestor(call, 'if_statement')?.childForFieldName('condition')?.text ?? '';
  const isTestInLoop = loop !== undefined && test !== '';
  return /\.(?:named_)?modules\(\)/.test(over) && (!isTestInLoop || /ReLU|ELU|SiLU|Mish|Hard|act/i.test(test));
}

function* inPlaceLayers({ code, uses }: RuleContext): Generator<SyntaxNode> {
  for (const use of uses) {
    const node =
      use.inPlace && use.form === 'class' && use.framework === 'torch' && use.madeAt === undefined
        ? code.nodeAt(use)
        : undefined;
    const call = node === undefined ? undefined : callOf(node);
    if (call?.type === 'call') {
      yield call;
    }
  }
}

function findingAt(layer: SyntaxNode, hook: SyntaxNode, code: ModuleCode): Finding {
  const edit = switchedOff(layer, code);
  const fixes: readonly FindingFix[] =
    edit === undefined ? [] : [{ title: l10n.t('Compute with inplace=False'), kind: 'safe', edits: [edit] }];
  return {
    node: layer,
    message: l10n.t(
      'A backward hook hands a module a view of its input, and {0} overwrites it: PyTorch raises a RuntimeError. Use inplace=False.',
      layer.childForFieldName('function')?.text ?? layer.text,
    ),
    related: [{ node: hook, message: l10n.t('The hook is set here.') }],
    fixes,
  };
}
