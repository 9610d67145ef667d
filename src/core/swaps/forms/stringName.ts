import * as l10n from '@vscode/l10n';
import { getActivation, type ActivationId } from '../../activations';
import type { RegistryEntry } from '../../frameworks';
import { findSymbol } from '../../frameworks/symbolIndex';
import { parseSignature } from '../../frameworks/signature';
import { stringValue } from '../../python/literals';
import type { SyntaxNode } from '../../python/syntax';
import type { StringReceiver } from '../../uses/stringUses';
import { argumentEdits, type ArgumentFate } from '../argumentEdits';
import type { Change } from '../change';
import { refused, written, type Outcome } from '../outcome';
import { pythonValue } from '../quoting';
import { registryText } from '../registryText';
import type { SwapSite } from '../site';
import { targetCall } from '../targetCall';
import { preluArguments } from './prelu';

/** `activation='relu'`, `ACT2FN["gelu"]`, `hidden_act: str = "gelu"`, `act_cfg=dict(type='ReLU')`. */
export function swapString(site: SwapSite, target: ActivationId, change: Change): Outcome {
  const { code, node } = site;
  const content = node.namedChildren.find((child) => child?.type === 'string_content');
  const text = stringValue(node);
  const receiver = code.receiver(node);
  if (!content || text === undefined || receiver === undefined) {
    return refused(l10n.t('Nothing in this file tells which names are accepted here.'));
  }
  const entry = registryText(receiver.source, target, text);
  if (entry === undefined) {
    return (
      swapActivationLayer(site, receiver, target, change) ??
      swapForCallable(site, receiver, target, change) ??
      refused(l10n.t('What takes this string has no name for {0}.', getActivation(target).name()))
    );
  }
  change.edit({ ...code.placeOf(content), newText: entry.text });
  if (receiver.holder !== undefined) {
    const old = registryText(receiver.source, site.use.activation, text)?.entry;
    change.edit(...argumentEdits(code, receiver.holder, itemFate(old, entry.entry), []));
  }
  return written(entry.arguments);
}

/** Items beside the string are arguments of what it names: those of the old activation go. */
function itemFate(old: RegistryEntry | undefined, next: RegistryEntry): (item: SyntaxNode) => ArgumentFate {
  const names = (entry: RegistryEntry | undefined): ReadonlySet<string> => {
    const symbol = entry?.symbol === undefined ? undefined : findSymbol(entry.symbol)?.symbol;
    return new Set(parseSignature(symbol?.signature ?? '').parameters.map(({ name }) => name));
  };
  const [before, after] = [names(old), names(next)];
  return (item) => {
    const key = item.childForFieldName(item.type === 'pair' ? 'key' : 'name');
    const name = key === null ? '' : key.type === 'string' ? (stringValue(key) ?? '') : key.text;
    const isShared = name === 'inplace' && after.has(name);
    return (before.has(name) || name === 'inplace') && !isShared ? 'remove' : 'keep';
  };
}

/** PyTorch's transformer layers take a function as well: `activation=F.silu`. */
function swapForCallable(
  { use, code, node }: SwapSite,
  { source }: StringReceiver,
  target: ActivationId,
  change: Change,
): Outcome | undefined {
  const to = source.callee?.startsWith('torch.nn.Transformer')
    ? targetCall(use.framework, 'function', target, 'torch.nn.functional.relu')
    : undefined;
  const name = to?.given.size === 0 ? change.imports.write(to.symbol.path, node) : undefined;
  if (to === undefined || name === undefined) {
    return undefined;
  }
  change.edit({ ...code.placeOf(node), newText: name });
  return written(to.arguments);
}

/** `layers.Activation('relu')` can become `layers.LeakyReLU()`, for which there is no string. */
function swapActivationLayer(
  { use, code, node }: SwapSite,
  { call }: StringReceiver,
  target: ActivationId,
  change: Change,
): Outcome | undefined {
  const callee = call?.childForFieldName('function');
  const list = call?.childForFieldName('arguments');
  const path = callee ? code.resolve(callee)?.path : undefined;
  const to =
    path !== undefined && /\.(?:layers|nn)\.Activation$/.test(path)
      ? targetCall(use.framework, 'class', target, path)
      : undefined;
  if (!callee || !list || call === undefined || to === undefined) {
    return undefined;
  }
  const name = change.imports.write(to.symbol.path, callee, callee);
  if (name === undefined) {
    return undefined;
  }
  const given = node.parent?.type === 'keyword_argument' ? node.parent : node;
  change.imports.drop(callee);
  change.edit({ ...code.placeOf(callee), newText: name });
  const selecting = [...to.given].map(([key, value]) => `${key}=${pythonValue(value, code)}`);
  const added = target === 'prelu' ? preluArguments({ use, code, call }, to) : selecting;
  change.edit(...argumentEdits(code, list, (item) => (item.id === given.id ? 'remove' : 'keep'), added));
  return written(to.arguments);
}
