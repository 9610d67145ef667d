import * as l10n from '@vscode/l10n';
import { stepBefore } from '../model/layers/chain';
import { tensorsOf, type Layer, type Tensor } from '../model/layers/layer';
import { readModule, type ReadNetwork } from '../model/symbolic/readModule';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { argumentPlace, calleeName } from '../uses/place';
import { addArgument } from '../edits/nodeEdits';
import { keptName, layerName } from './layers/names';
import type { Finding, FindingFix, Rule } from './rule';

/** Two linear layers with nothing between them are one. */
export const missingNonlinearity: Rule = {
  id: 'missing-nonlinearity',
  severity: 'warning',
  title: () => l10n.t('No activation between two linear layers'),
  words: /\b(?:Linear|Dense|Conv[123][dD])\(/,
  *check({ code }) {
    const seen = new Map<SyntaxNode, SyntaxNode[]>();
    for (const network of readModule(code).networks) {
      for (const [first, second] of linearPairs(network)) {
        const partners = seen.get(first.node) ?? [];
        if (!partners.includes(second.node)) {
          seen.set(first.node, [...partners, second.node]);
          yield findingFor(first, second, network, code);
        }
      }
    }
  },
};

/** Nothing but normalization over the batch, dropout and reshaping: all linear once the network is trained. */
function isLinear({ role, kind }: Layer): boolean {
  return role === 'dropout' || role === 'reshape' || (role === 'normalization' && kind?.isBatchNormalization === true);
}

function linearPairs({ outputs }: ReadNetwork): readonly (readonly [Layer, Layer])[] {
  return tensorsOf(outputs).flatMap((tensor: Tensor) => {
    const second = tensor.layer;
    const first = second?.role === 'affine' ? stepBefore(tensor, isLinear)?.layer : undefined;
    return first !== undefined && second !== undefined && isMistake(first, second) ? [[first, second] as const] : [];
  });
}

/** Names of maps that are meant to be linear. */
const linearByName =
  /(?:^|_)(?:q|k|v|qkv|kv|query|key|value)(?:_|$)|proj|down|up|head|reduc|squeeze|expand|embed|bottleneck|lora|low_?rank|factor|mu$|mean|log_?var|latent|linear_?probe|adapter|code|to_?\w*out/i;

function isMistake(first: Layer, second: Layer): boolean {
  return (
    first !== second &&
    first.role === 'affine' &&
    first.path === second.path &&
    isFull(first) &&
    isFull(second) &&
    isNoBottleneck(first, second) &&
    !linearByName.test(keptName(first)) &&
    !linearByName.test(keptName(second))
  );
}

/** Dense layers and plain convolutions; those of one pixel, of some channels or of oblong kernels are parts of another. */
function isFull({ kind, kernel, isGrouped }: Layer): boolean {
  return kind?.isDense === true || (isGrouped !== true && kernel !== undefined && kernel > 1);
}

/** A narrower layer between two wider ones makes a map of low rank, which one layer cannot be written as so cheaply. */
function isNoBottleneck(first: Layer, second: Layer): boolean {
  if (first.width === undefined || second.width === undefined) {
    return false;
  }
  return first.width >= second.width || (first.inputWidth !== undefined && first.width >= first.inputWidth);
}

function findingFor(first: Layer, second: Layer, network: ReadNetwork, code: ModuleCode): Finding {
  return {
    node: second.node,
    ...(network.form === 'stack' ? {} : { severity: 'information' as const }),
    message: l10n.t(
      'Nothing bends between the {0} of {1} and this one of {2}: both together compute one linear map, which a single layer could. Put an activation such as ReLU between them.',
      layerName(first),
      String(first.width),
      String(second.width),
    ),
    related: [{ node: first.node, message: l10n.t('The linear layer before it.') }],
    fixes: fixFor(first, second, network, code),
  };
}

function fixFor(first: Layer, second: Layer, network: ReadNetwork, code: ModuleCode): readonly FindingFix[] {
  const title = l10n.t('Put ReLU between them: trained weights then compute something else');
  if (first.node === second.node) {
    return [];
  }
  if (network.library === 'keras' && first.node.type === 'call') {
    const edit = addArgument(code, first.node, 'activation="relu"');
    return edit === undefined ? [] : [{ title, kind: 'choice', edits: [edit] }];
  }
  const callee = first.node.childForFieldName('function');
  const source = code.sourceOf(second.node);
  const owner = argumentPlace(second.node)?.call;
  const isItem = second.node.parent?.type === 'list' || (owner !== undefined && calleeName(owner) === 'Sequential');
  if (network.form !== 'stack' || callee?.type !== 'attribute' || source === undefined || !isItem) {
    return [];
  }
  const relu = `${callee.childForFieldName('object')?.text ?? 'nn'}.ReLU()`;
  const place = code.placeIn(source, second.node.startIndex, second.node.startIndex);
  const lineStart = source.text.lastIndexOf('\n', second.node.startIndex - 1) + 1;
  const indentation = source.text.slice(lineStart, second.node.startIndex);
  const separator = indentation.trim() === '' && lineStart > 0 ? `,\n${indentation}` : ', ';
  return [{ title, kind: 'choice', edits: [{ ...place, newText: relu + separator }] }];
}
