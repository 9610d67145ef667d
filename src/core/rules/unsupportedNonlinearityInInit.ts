import * as l10n from '@vscode/l10n';
import { getActivation, resolveParameters, type ActivationId } from '../activations';
import { keyLookups } from '../frameworks/symbolIndex';
import { nearest } from '../nearest';
import { computeFacts } from '../numerics/facts';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { quotedLike, replaceNode } from '../edits/nodeEdits';
import type { FindingFix, Rule } from './rule';
import { gainCalls, gainWords, type GainCall } from '../model/gainCalls';

/** What `calculate_gain` knows, up to PyTorch 2.13. */
const supported = [
  'linear',
  'conv1d',
  'conv2d',
  'conv3d',
  'conv_transpose1d',
  'conv_transpose2d',
  'conv_transpose3d',
  'sigmoid',
  'tanh',
  'relu',
  'leaky_relu',
  'selu',
];

/** The gain of an activation that PyTorch has none for. */
export const unsupportedNonlinearityInInit: Rule = {
  id: 'unsupported-nonlinearity-in-init',
  severity: 'error',
  title: () => l10n.t('An initialization for an activation that PyTorch has no gain for'),
  words: gainWords,
  *check({ code }) {
    for (const call of gainCalls(code)) {
      const { name, nonlinearity } = call;
      if (nonlinearity !== undefined && name !== undefined && !supported.includes(name)) {
        const gain = gainOf(name);
        yield {
          node: nonlinearity,
          message: messageFor(name, gain),
          fixes: fixesFor(call, nonlinearity, name, gain, code),
        };
      }
    }
  },
};

/** The activation that PyTorch users call so. */
function activationOf(name: string): ActivationId | undefined {
  const key = name.toLowerCase();
  for (const { lookup } of keyLookups('activation')) {
    const entry = Object.hasOwn(lookup.registry, key) ? lookup.registry[key] : undefined;
    if (entry !== undefined) {
      return entry.activation;
    }
  }
  return undefined;
}

/** 1/√E[f²] for a standard normal input: keeps the second moment on the way forward. A leaky ReLU is only misspelled. */
function gainOf(name: string): number | undefined {
  const id = activationOf(name);
  const activation = id === undefined || id === 'leaky_relu' ? undefined : getActivation(id);
  const gains =
    activation?.kind === 'elementwise' ? computeFacts(activation, resolveParameters(activation, {})).gains : undefined;
  return gains?.forward;
}

function messageFor(name: string, gain: number | undefined): string {
  const [close] = nearest(name, supported);
  return gain !== undefined && Number.isFinite(gain)
    ? l10n.t(
        'PyTorch has no gain for "{0}" and raises a ValueError. Take "relu" (gain 1.414) as the closest, or the gain that keeps the second moment, {1}.',
        name,
        gain.toFixed(3),
      )
    : close === undefined
      ? l10n.t(
          'PyTorch has no gain for "{0}" and raises a ValueError. "relu" is the closest for most activations.',
          name,
        )
      : l10n.t('PyTorch has no gain for "{0}" and raises a ValueError. Is "{1}" meant?', name, close);
}

function fixesFor(
  { path, node }: GainCall,
  written: SyntaxNode,
  name: string,
  gain: number | undefined,
  code: ModuleCode,
): readonly FindingFix[] {
  if (written.type !== 'string') {
    return [];
  }
  const names = gain === undefined ? nearest(name, supported).slice(0, 1) : ['relu'];
  const renamed = names.map((one): FindingFix => ({
    title: l10n.t('Initialize as for {0}', one),
    kind: 'choice',
    edits: [replaceNode(code, written, quotedLike(written, one))],
  }));
  return gain === undefined || !path.endsWith('calculate_gain')
    ? renamed
    : [
        ...renamed,
        {
          title: l10n.t('Write the gain {0}', gain.toFixed(3)),
          kind: 'choice',
          edits: [replaceNode(code, node, gain.toFixed(3))],
        },
      ];
}
