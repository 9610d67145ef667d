import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../activations';
import type { ModuleCode } from '../uses/moduleCode';

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

/** Why no swap is offered anywhere in a document. */
export function documentReason(code: ModuleCode): string | undefined {
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
export function derivativeReason(code: ModuleCode, target: ActivationId): string | undefined {
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
