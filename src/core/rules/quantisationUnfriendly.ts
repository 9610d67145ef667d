import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import { activationName } from './layers/names';
import { replaceNode } from '../edits/nodeEdits';
import type { Rule } from './rule';

const smooth: ReadonlySet<ActivationId> = new Set<ActivationId>(['silu', 'gelu', 'gelu_tanh', 'mish']);

const quantized =
  /TFLiteConverter|\btflite\b|torch\.ao\.quantization|torch\.quantization|\bQConfig\b|get_default_qconfig|coremltools|prepare_(?:fx|pt2e|qat)|quantize_dynamic|quantize_static/;

/** Smooth activations where a network is quantized. */
export const quantisationUnfriendly: Rule = {
  id: 'quantisation-unfriendly',
  severity: 'information',
  title: () => l10n.t('A smooth activation in a network that is quantized'),
  words: /silu|swish|gelu|mish/i,
  *check({ code, uses }) {
    if (!code.mentions(quantized)) {
      return;
    }
    for (const use of uses) {
      const node = smooth.has(use.activation) && use.role !== 'initialization' ? code.nodeAt(use) : undefined;
      if (node === undefined || use.madeAt !== undefined) {
        continue;
      }
      const isPlain = node.text.endsWith('nn.SiLU') || node.text.endsWith('nn.Mish');
      yield {
        node,
        message: l10n.t(
          '{0} has a small negative part and no upper bound, which eight bits resolve badly: EfficientNet-Lite replaced swish by ReLU6 before quantization. Use Hardswish or ReLU6 and train again.',
          activationName(use.activation),
        ),
        fixes: isPlain
          ? [
              {
                title: l10n.t('Use Hardswish: the network has to be trained again'),
                kind: 'choice',
                edits: [replaceNode(code, node, node.text.replace(/(?:SiLU|Mish)$/, 'Hardswish'))],
              },
            ]
          : [],
      };
    }
  },
};
