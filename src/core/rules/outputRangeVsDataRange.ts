import * as l10n from '@vscode/l10n';
import { headOf, type Head } from '../model/keras/head';
import { readModule, type ReadNetwork } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import { ancestor, boundTo, lastName } from '../uses/place';
import type { Rule } from './rule';

/** How images are scaled before they are trained on. */
const toUnit = /\bToTensor\(\)|\/\s*255(?:\.0*)?\b|\b1\.?0*\s*\/\s*255/;
const toSigned =
  /Normalize\(\s*(?:mean\s*=\s*)?[[(]\s*0?\.5\b[^)\]]*[\])]\s*,\s*(?:std\s*=\s*)?[[(]\s*0?\.5\b|\/\s*127\.5\s*\)?\s*-\s*1|-\s*127\.5\s*\)\s*\/\s*127\.5|\*\s*2\.?0*\s*-\s*1\b|-\s*0?\.5\s*\)\s*(?:\*\s*2|\/\s*0?\.5)/;
/** Outputs that are brought to the other range afterwards. */
const rescaled = /\+\s*1(?:\.0*)?\s*\)\s*(?:\/\s*2|\*\s*0?\.5|\*\s*127\.5)|\*\s*0?\.5\s*\+\s*0?\.5|denorm/i;

/** Networks that give images. */
const generative = /gen(?:erator)?|decod|auto_?enc|vae|^g$|^ae$|netg|reconstruct/i;
/** An output of so many units is more than an answer. */
const imageUnits = 100;

/** A network that cannot give the numbers it is trained on. */
export const outputRangeVsDataRange: Rule = {
  id: 'output-range-vs-data-range',
  severity: 'information',
  title: () => l10n.t('The range of the output is not the range of the data'),
  words: /tanh|sigmoid/i,
  *check({ code }) {
    const isUnit = code.mentions(toUnit);
    const isSigned = code.mentions(toSigned);
    if ((!isUnit && !isSigned) || code.mentions(rescaled)) {
      return;
    }
    const seen = new Set<SyntaxNode>();
    for (const network of readModule(code).networks) {
      for (const output of network.outputs) {
        const head = headOf(output);
        const activation = head?.activation?.activation;
        const expected = isSigned ? 'sigmoid' : 'tanh';
        if (
          head === undefined ||
          activation?.id !== expected ||
          seen.has(activation.node) ||
          !givesImages(head, network)
        ) {
          continue;
        }
        seen.add(activation.node);
        yield {
          node: activation.node,
          message: isSigned
            ? l10n.t(
                'Sigmoid gives numbers from 0 to 1, but the data is scaled to −1 … 1: the darker half cannot be reached. End in tanh, or scale the data to 0 … 1.',
              )
            : l10n.t(
                'Tanh gives numbers from −1 to 1, but the data is scaled to 0 … 1: half of the range is never wanted. End in sigmoid, or scale the data to −1 … 1.',
              ),
        };
      }
    }
  },
};

function givesImages({ affine }: Head, network: ReadNetwork): boolean {
  const isImage =
    affine?.kind?.isDense === true
      ? (affine.width ?? 0) >= imageUnits
      : affine !== undefined && affine.isGrouped !== true;
  return isImage && generative.test(nameOf(network.node));
}

/** What the network is called: its class, the name it is bound to, or the function that makes it. */
function nameOf(node: SyntaxNode): string {
  const own = node.childForFieldName('name')?.text;
  const target = boundTo(node);
  const holder = ancestor(node, 'class_definition', 'function_definition')?.childForFieldName('name')?.text ?? '';
  return own ?? `${target === undefined ? '' : lastName(target)} ${holder}`.trim();
}
