import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../activations';
import { addArgument } from '../edits/nodeEdits';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { ancestor } from '../uses/place';
import type { Change } from './change';
import type { SwapSite } from './site';

/** The title of what goes well with a swap; nothing where nothing does. */
export function recipeTitle(from: ActivationId, target: ActivationId): string | undefined {
  if (target === 'selu') {
    return l10n.t('SELU with its recipe: LeCun weights and AlphaDropout');
  }
  return from === 'selu' ? l10n.t('Without SELU’s recipe: Dropout for AlphaDropout') : undefined;
}

/**
 * Adds the rest of SELU's recipe to its swap, or takes it away with SELU.
 *
 * @returns whether there was anything to change.
 */
export function addRecipe(site: SwapSite, target: ActivationId, change: Change): boolean {
  const isSelu = target === 'selu';
  const dropouts = swapDropouts(site, isSelu ? ['Dropout', 'AlphaDropout'] : ['AlphaDropout', 'Dropout'], change);
  return (isSelu && nameLecun(site, change)) || dropouts;
}

const dropoutModules = ['torch.nn', 'keras.layers'];

function swapDropouts(site: SwapSite, [from, to]: readonly [string, string], change: Change): boolean {
  const { code, node } = site;
  const scope = ancestor(node, 'class_definition') ?? ancestor(node, 'function_definition');
  let found = false;
  for (const call of code.calls(from)) {
    const callee = call.childForFieldName('function');
    const module = callee && dropoutModules.find((one) => code.resolve(callee)?.path === `${one}.${from}`);
    if (callee && module !== undefined && isWithin(call, scope, code, site)) {
      const name = change.imports.write(`${module}.${to}`, callee, callee);
      if (name !== undefined) {
        change.imports.drop(callee);
        change.edit({ ...code.placeOf(callee), newText: name });
        found = true;
      }
    }
  }
  return found;
}

function isWithin(node: SyntaxNode, scope: SyntaxNode | undefined, code: ModuleCode, site: SwapSite): boolean {
  return scope === undefined
    ? ancestor(node, 'class_definition', 'function_definition') === undefined
    : code.sourceOf(node) === code.sourceOf(site.node) &&
        node.startIndex >= scope.startIndex &&
        node.endIndex <= scope.endIndex;
}

/** `Dense(64, activation="selu", kernel_initializer="lecun_normal")`. */
function nameLecun({ code, node }: SwapSite, change: Change): boolean {
  const layer = node.parent?.type === 'keyword_argument' ? node.parent.parent?.parent : undefined;
  if (layer?.type !== 'call' || !calleePath(layer, code).startsWith('keras.layers.')) {
    return false;
  }
  const { keywords, hasDoubleStar } = readArguments(layer);
  const edit =
    keywords.has('kernel_initializer') || hasDoubleStar
      ? undefined
      : addArgument(code, layer, 'kernel_initializer="lecun_normal"');
  if (edit !== undefined && !calleePath(layer, code).endsWith('.Activation')) {
    change.edit(edit);
    return true;
  }
  return false;
}

function calleePath(call: SyntaxNode, code: ModuleCode): string {
  const callee = call.childForFieldName('function');
  return (callee && code.resolve(callee)?.path) ?? '';
}
