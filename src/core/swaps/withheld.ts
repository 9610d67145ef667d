import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../activations';
import { lastComponent } from '../edits/importStatements';
import { stringValue } from '../python/literals';
import type { Message } from '../text';
import { ancestor, argumentPlace, boundTo, calleeName, callOf, carrierOf, lastName } from '../uses/place';
import { roleOf } from '../uses/role';
import type { Role } from '../uses/use';
import { derivativeReason, documentReason } from './cautions';
import { isForPhones } from './ranking';
import { registryText } from './registryText';
import type { SwapSite } from './site';

/** Why a swap is not offered in a place, in the display language; nothing where it is. */
export function withheldReason(site: SwapSite, target: ActivationId): string | undefined {
  const { use, code } = site;
  return (
    roleReason(site, target) ??
    recipeReason(use.activation) ??
    choiceReason(site, target) ??
    comparisonReason(site) ??
    formulaReason(site) ??
    documentReason(code) ??
    derivativeReason(code, target) ??
    habitReason(site, target)
  );
}

const roleReasons: Partial<Record<Role, Message>> = {
  gate: () => l10n.t('It is a gate: what it gives weighs another tensor.'),
  attention: () => l10n.t('It makes attention weights, which have to sum to 1.'),
  output: () => l10n.t('It shapes the output: loss and readers of the output count on its range.'),
  recurrent: () =>
    l10n.t('It belongs to a recurrent cell, which needs bounded states, and the fast kernels know no other.'),
  initialization: () => l10n.t('It names the activation of a layer to an initializer: swap that one.'),
};

/** Phones have a hard sigmoid for gates: MobileNetV3's squeeze-and-excitation. */
function roleReason(site: SwapSite, target: ActivationId): string | undefined {
  const { use, code } = site;
  const roles = rolesOf(site);
  if (roles.includes('gate') && use.activation === 'sigmoid' && target === 'hard_sigmoid' && isForPhones(code)) {
    return undefined;
  }
  const reason = roles.map((role) => roleReasons[role]?.()).find((one) => one !== undefined);
  return (
    reason ?? (bounded.has(use.activation) && !isShownHidden(site, roles) ? unknownReason(use.activation) : undefined)
  );
}

/** What it is for where it is made and, if that may be a probability or a gate, wherever it is called. */
function rolesOf({ use, aliases }: SwapSite): readonly Role[] {
  return bounded.has(use.activation)
    ? [use.role, ...aliases.map((alias) => roleOf(alias, use.activation))]
    : [use.role];
}

/** Where these stand, they can as well make a probability, a coordinate or a scale. */
const bounded: ReadonlySet<ActivationId> = new Set<ActivationId>([
  'sigmoid',
  'hard_sigmoid',
  'hard_sigmoid_02',
  'log_sigmoid',
  'tanh',
  'hard_tanh',
  'softsign',
  'softplus',
]);

const nameOfHidden = /^_?(?:act|activation|nonlin|non_lin)/i;
const nameOfOther = /prob|score|logit|box|coord|reference|mask|conf|rout|weight|gate|alpha|sigma|scale/i;

/** Networks before ReLU have tanh in hidden layers; of it less has to be seen than of a sigmoid. */
const usualInHidden: ReadonlySet<ActivationId> = new Set<ActivationId>(['tanh', 'hard_tanh', 'softsign']);

function isShownHidden({ node, use }: SwapSite, roles: readonly Role[]): boolean {
  const value = callOf(node);
  const target = boundTo(carrierOf(value));
  const name = target === undefined ? (argumentPlace(value)?.keyword ?? '') : lastName(target);
  const input = value === node ? '' : value.text;
  const isLikely = roles.includes('hidden') || usualInHidden.has(use.activation);
  return (isLikely && !nameOfOther.test(name) && !nameOfOther.test(input)) || nameOfHidden.test(name);
}

function unknownReason(id: ActivationId): string {
  return l10n.t(
    'Nothing here shows that it is a hidden layer: {0} can as well make a probability, a gate or a scale.',
    getActivation(id).name(),
  );
}

function recipeReason(from: ActivationId): string | undefined {
  return from === 'sine'
    ? l10n.t('SIREN’s sine, frequency and initialization belong together: all or nothing.')
    : undefined;
}

/** `{"relu": nn.ReLU, "gelu": nn.GELU}`, `def relu(x): return F.relu(x)`: who asks for ReLU by name shall get it. */
function choiceReason({ node, use, code }: SwapSite, target: ActivationId): string | undefined {
  const value = callOf(node);
  const { parent } = value;
  const names = [use.activation, lastComponent(use.path)].map(plain);
  const key = parent?.type === 'pair' ? parent.childForFieldName('key') : null;
  const name = key?.type === 'string' ? stringValue(key) : undefined;
  if (name !== undefined && names.includes(plain(name))) {
    return l10n.t('The dictionary offers it under the name “{0}”: choose another name where it is looked up.', name);
  }
  const owner = ancestor(node, 'function_definition', 'class_definition')?.childForFieldName('name')?.text ?? '';
  if (names.includes(plain(owner))) {
    return l10n.t('What is defined here is called {0} itself.', owner);
  }
  const siblings = parent !== null && /^(?:list|tuple|set)$/.test(parent.type) ? parent.namedChildren : [];
  return value === node && siblings.some((sibling) => sibling && code.symbol(sibling)?.symbol.activation === target)
    ? l10n.t('The list has {0} already.', getActivation(target).name())
    : undefined;
}

/** `isinstance(module, nn.ReLU)`: the code looks for such layers, and makes none. */
function comparisonReason({ node }: SwapSite): string | undefined {
  const around = ancestor(node, 'call', 'comparison_operator');
  const isChecked =
    around?.type === 'comparison_operator' ||
    (around !== undefined && /^(?:isinstance|issubclass)$/.test(calleeName(around)));
  return isChecked && callOf(node) === node
    ? l10n.t('The code looks for layers of this class here, and makes none.')
    : undefined;
}

/** `F.relu(positive - negative + margin)` and `alpha = F.leaky_relu(alpha)`: parts of a formula, and no layers. */
function formulaReason({ node, use }: SwapSite): string | undefined {
  const call = callOf(node);
  const target = boundTo(call);
  const owners = ['class_definition', 'function_definition'].map(
    (type) => ancestor(node, type)?.childForFieldName('name')?.text ?? '',
  );
  if (use.activation === 'leaky_relu' && target !== undefined && /alpha|att|score/i.test(lastName(target))) {
    return l10n.t('It shapes attention scores, as graph attention defines them.');
  }
  const isLoss = [target === undefined ? '' : lastName(target), ...owners].some((name) => /loss|hinge/i.test(name));
  return isLoss || (call !== node && /\bmargin/i.test(call.text))
    ? l10n.t('It is part of a loss, which another function would change.')
    : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** Only the code that reads the string knows what it accepts; where the document names the target, it does. */
function habitReason({ use, node, code }: SwapSite, target: ActivationId): string | undefined {
  const receiver = use.form === 'string' ? code.receiver(node) : undefined;
  if (receiver?.source.isHabit !== true) {
    return undefined;
  }
  const text = registryText(receiver.source, target, stringValue(node))?.text ?? '';
  return text !== '' && code.mentions(new RegExp(`["']${text}["']`))
    ? undefined
    : l10n.t('Whether “{0}” is accepted is decided by code that is not in this file.', text);
}
