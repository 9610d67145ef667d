import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../activations';
import { stepBefore } from '../model/layers/chain';
import { tensorsOf, type Layer, type LayerActivation } from '../model/layers/layer';
import { readModule } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { removeActivation } from './layers/edits';
import { activationName } from './layers/names';
import type { Finding, FindingFix, Rule } from './rule';

/** An activation that changes nothing, because of the one before it. */
export const noOpActivationChain: Rule = {
  id: 'no-op-activation-chain',
  severity: 'warning',
  title: () => l10n.t('An activation after another that leaves it nothing to do'),
  words: /relu|elu|prelu|hardtanh/i,
  *check({ code }) {
    const seen = new Set<SyntaxNode>();
    for (const { outputs } of readModule(code).networks) {
      for (const tensor of tensorsOf(outputs)) {
        const second = tensor.layer;
        const first = second?.activation === undefined ? undefined : stepBefore(tensor, keepsRange)?.layer;
        if (second?.activation && first?.activation && !seen.has(second.activation.node)) {
          if (isIdentityOn(second.activation, first.activation) && first.activation.node !== second.activation.node) {
            seen.add(second.activation.node);
            yield findingFor(first, second, first.activation, second.activation, code);
          }
        }
      }
    }
  },
};

/** What gives back none but the numbers it gets. */
function keepsRange({ role, path = '' }: Layer): boolean {
  return role === 'reshape' || (role === 'pooling' && /max/i.test(path));
}

/** Where the first activation is tried, up to beyond every bound; its outputs are all that the second one gets. */
const inputs = [
  ...Array.from({ length: 401 }, (_, index) => (index - 200) / 10),
  ...[1e2, 1e3, 1e4, 1e5, 1e6].flatMap((size) => [-size, size]),
];

/** Activations whose parameters say only what becomes of negative numbers. */
const unboundedAbove: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'leaky_relu',
  'prelu',
  'rrelu',
  'elu',
  'celu',
]);

/** Whether an argument that is no literal may decide what becomes of positive numbers. */
function isUnsettled({ id, arguments: values }: LayerActivation): boolean {
  return !unboundedAbove.has(id) && Object.values(values).includes(null);
}

function isIdentityOn(second: LayerActivation, first: LayerActivation): boolean {
  const [before, after] = [getActivation(first.id), getActivation(second.id)];
  if (after.kind !== 'elementwise' || before.kind !== 'elementwise' || isUnsettled(first) || isUnsettled(second)) {
    return false;
  }
  const [given, taken] = [resolveParameters(before, first.arguments), resolveParameters(after, second.arguments)];
  return inputs.every((input) => {
    const value = before.value(input, given);
    return Math.abs(after.value(value, taken) - value) <= 1e-12 * Math.abs(value);
  });
}

function findingFor(
  first: Layer,
  second: Layer,
  before: LayerActivation,
  after: LayerActivation,
  code: ModuleCode,
): Finding {
  const isDoubled = before.id === after.id;
  const names = [activationName(before.id), activationName(after.id)] as const;
  return {
    node: after.node,
    ...(isDoubled ? { severity: 'hint' as const } : {}),
    tag: 'unnecessary',
    message: isDoubled
      ? l10n.t('{0} changes nothing after {0}. Remove one of them.', names[0])
      : l10n.t(
          '{1} changes nothing here: {0} before it gives only numbers that {1} leaves as they are. Keep the one that is meant.',
          ...names,
        ),
    related: [{ node: before.node, message: l10n.t('The activation before it.') }],
    fixes: [
      ...removalFix(second, l10n.t('Remove {0}, which changes nothing', names[1]), 'safe', code),
      ...(isDoubled
        ? []
        : removalFix(
            first,
            l10n.t('Keep {1} alone: trained weights then compute something else than with {0}', ...names),
            'choice',
            code,
          )),
    ],
  };
}

function removalFix(layer: Layer, title: string, kind: FindingFix['kind'], code: ModuleCode): readonly FindingFix[] {
  const edit = removeActivation(layer, code);
  return edit === undefined ? [] : [{ title, kind, edits: [edit] }];
}
