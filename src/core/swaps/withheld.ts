import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../activations';
import { lastComponent } from '../edits/importStatements';
import { stringValue } from '../python/literals';
import type { Message } from '../text';
import type { ModuleCode } from '../uses/moduleCode';
import { ancestor, calleeName, callOf } from '../uses/place';
import type { Role } from '../uses/use';
import { isForPhones } from './ranking';
import { registryText } from './registryText';
import type { SwapSite } from './site';

/** Why a swap is not offered in a place, in the display language; nothing where it is. */
export function withheldReason(site: SwapSite, target: ActivationId): string | undefined {
  const { use, code } = site;
  return (
    roleReason(site, target) ??
    recipeReason(use.activation) ??
    dictionaryReason(site) ??
    comparisonReason(site) ??
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
function roleReason({ use, code }: SwapSite, target: ActivationId): string | undefined {
  const { role } = use;
  const isGateOnPhone =
    role === 'gate' && use.activation === 'sigmoid' && target === 'hard_sigmoid' && isForPhones(code);
  return isGateOnPhone ? undefined : roleReasons[role]?.();
}

function recipeReason(from: ActivationId): string | undefined {
  return from === 'sine'
    ? l10n.t('SIREN’s sine, frequency and initialization belong together: all or nothing.')
    : undefined;
}

/** `{"relu": nn.ReLU, "gelu": nn.GELU}`: another function under the same name would deceive whoever chooses by it. */
function dictionaryReason({ node, use }: SwapSite): string | undefined {
  const { parent } = callOf(node);
  const key = parent?.type === 'pair' ? parent.childForFieldName('key') : null;
  const name = key?.type === 'string' ? stringValue(key) : undefined;
  const names = [use.activation, lastComponent(use.path)].map(plain);
  return name !== undefined && names.includes(plain(name))
    ? l10n.t('The dictionary offers it under the name “{0}”: choose another name where it is looked up.', name)
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

function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '');
}

/** What a document says that speaks against a swap. */
interface Caution {
  readonly pattern: RegExp;
  readonly reason: (line: string) => string;
}

const cautions: readonly Caution[] = [
  {
    pattern:
      /\bfrom_pretrained\s*\(|(?<!\b(?:optimizer|optim|opt|scheduler|scaler)\.)(?<!def )\bload_state_dict(?:_from_url)?\s*\(|\bload_(?:model|weights)\s*\(|\btorch\.hub\.load|\bpretrained\s*=\s*True\b|\bweights\s*=\s*(?:["']|\w*_Weights\b)/g,
    reason: (line) =>
      l10n.t('Line {0} loads trained weights: they fit the activation that they were trained with.', line),
  },
  {
    pattern:
      /\btorch\.onnx\b|\bonnx\w*\.|\btf\.lite\b|\bTFLite\w*|\btensorrt\b|\btorch\.(?:ao\.)?quantization\b|\bprepare_qat\w*|\bquantize_dynamic\b|\bQConfig\w*|\bcoremltools\b/g,
    reason: (line) =>
      l10n.t('Line {0} exports or quantizes the network: kernels are fused and calibrated for its activations.', line),
  },
];

const known = new WeakMap<ModuleCode, { readonly reason: string | undefined }>();

function documentReason(code: ModuleCode): string | undefined {
  let found = known.get(code);
  if (found === undefined) {
    found = { reason: readCautions(code) };
    known.set(code, found);
  }
  return found.reason;
}

function readCautions(code: ModuleCode): string | undefined {
  for (const { pattern, reason } of cautions) {
    const line = lineOf(code, pattern);
    if (line !== undefined) {
      return reason(line);
    }
  }
  return undefined;
}

/** The first line of code that matches; comments and strings do not count. */
function lineOf(code: ModuleCode, pattern: RegExp): string | undefined {
  for (const source of code.sources) {
    for (const match of source.text.matchAll(pattern)) {
      const node = source.nodeAt(match.index, match.index + match[0].length);
      if (node && !/^(?:comment|string|string_content)$/.test(node.type)) {
        return String(code.placeIn(source, match.index, match.index).range.start.line + 1);
      }
    }
  }
  return undefined;
}

const secondDerivatives = /\bcreate_graph\s*=\s*True\b|\b(?:hessian|hvp)\s*\(|gradient_penalty/g;

/** Where code differentiates twice, a function of straight pieces gives 0. */
function derivativeReason(code: ModuleCode, target: ActivationId): string | undefined {
  const line = isOfStraightPieces(target) ? lineOf(code, secondDerivatives) : undefined;
  return line === undefined
    ? undefined
    : l10n.t('Line {0} needs second derivatives, which are 0 for {1}.', line, getActivation(target).name());
}

const probes = [-7.3, -2.6, -1.4, -0.45, 0.35, 0.8, 1.7, 3.1, 6.6];

/** Whether the slope is the same on both sides of every probe: computed, not listed. */
function isOfStraightPieces(id: ActivationId): boolean {
  const activation = getActivation(id);
  if (activation.kind !== 'elementwise') {
    return false;
  }
  const parameters = resolveParameters(activation, {});
  const step = 1e-3;
  return probes.every(
    (x) => activation.derivative(x - step, parameters) === activation.derivative(x + step, parameters),
  );
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
