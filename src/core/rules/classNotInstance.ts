import * as l10n from '@vscode/l10n';
import { parseSignature } from '../frameworks/signature';
import { findSymbol, type FoundSymbol } from '../frameworks/symbolIndex';
import { torch } from '../frameworks/torch';
import type { SyntaxNode } from '../python/syntax';
import { readArguments } from '../uses/callArguments';
import type { ModuleCode } from '../uses/moduleCode';
import { addText, replaceByPath } from './support/edits';
import { libraryCall } from '../uses/libraryCalls';
import type { Finding, FindingFix, Rule } from './rule';

/** The class of an activation, or its function, where a layer is needed. */
export const classNotInstance: Rule = {
  id: 'class-not-instance',
  severity: 'error',
  title: () => l10n.t('The class of an activation where a layer is needed'),
  words: /\bSequential\(|\bModuleList\(|\bactivation\s*=\s*[\w.]*[A-Z]/,
  *check({ code }) {
    for (const name of ['Sequential', 'ModuleList']) {
      for (const call of code.calls(name)) {
        yield* itemFindings(call, code);
      }
    }
    for (const identifier of code.identifiers('activation')) {
      yield* keywordFindings(identifier, code);
    }
  },
};

const containers: ReadonlySet<string> = new Set([
  'torch.nn.Sequential',
  'torch.nn.ModuleList',
  'keras.Sequential',
  'keras.models.Sequential',
]);

/** Items of a container that are written one by one, or in one list. */
function* itemFindings(call: SyntaxNode, code: ModuleCode): Generator<Finding> {
  const container = libraryCall(call, code);
  if (container === undefined || !containers.has(container.path)) {
    return;
  }
  const isTorch = container.path.startsWith('torch.');
  for (const item of container.written.positional.flatMap(itemsOf)) {
    const found = item.type === 'attribute' || item.type === 'identifier' ? foundIn(item, code) : undefined;
    if (found !== undefined && (isTorch ? found.framework.id === 'torch' : found.symbol.form === 'class')) {
      yield {
        node: item,
        message: itemMessage(item, found, container.callee.text),
        fixes: fixesFor(item, found, code),
      };
    }
  }
}

function itemsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return node.type === 'list' ? node.namedChildren.filter((child) => child !== null) : [node];
}

/** What a name stands for in a library where nothing of the user's own comes between. */
function foundIn(node: SyntaxNode, code: ModuleCode): FoundSymbol | undefined {
  const path = code.resolve(node)?.path;
  return path === undefined ? undefined : findSymbol(path);
}

function itemMessage(item: SyntaxNode, { symbol }: FoundSymbol, container: string): string {
  return symbol.form === 'class'
    ? l10n.t('{0} is a class, not a layer: {1} raises a TypeError. Write {0}().', item.text, container)
    : l10n.t(
        '{0} is a function, not a layer: {1} raises a TypeError. Use the layer of the same activation.',
        item.text,
        container,
      );
}

function fixesFor(item: SyntaxNode, { symbol }: FoundSymbol, code: ModuleCode): readonly FindingFix[] {
  if (symbol.form === 'class') {
    return isSilentCallComplete(symbol.signature)
      ? [{ title: l10n.t('Make the layer: {0}()', item.text), kind: 'safe', edits: [addText(code, item, '()')] }]
      : [];
  }
  const layer = torch.symbols.find(
    ({ form, activation, path, signature }) =>
      form === 'class' &&
      path.startsWith('torch.nn.') &&
      activation === symbol.activation &&
      isSilentCallComplete(signature),
  );
  return layer === undefined
    ? []
    : replaceByPath(code, item, layer.path, {
        title: (text) => l10n.t('Use the layer {0}', text),
        kind: 'safe',
        behind: '()',
      });
}

/** Whether a call without arguments says all that is needed; a softmax needs its dimension. */
function isSilentCallComplete(signature: string): boolean {
  const { parameters } = parseSignature(signature);
  return parameters.every((parameter) => parameter.default !== undefined && parameter.name !== 'dim');
}

/** `Dense(64, activation=layers.ReLU)`: Keras calls the class with the tensor, which makes a layer. */
function* keywordFindings(identifier: SyntaxNode, code: ModuleCode): Generator<Finding> {
  const argument = identifier.parent;
  const value = argument?.type === 'keyword_argument' ? argument.childForFieldName('value') : null;
  const call = argument?.parent?.parent;
  const found = value?.type === 'attribute' || value?.type === 'identifier' ? foundIn(value, code) : undefined;
  if (
    value === null ||
    found?.symbol.form !== 'class' ||
    !found.framework.id.startsWith('keras') ||
    call?.type !== 'call' ||
    readArguments(call).keywords.get('activation')?.id !== value.id ||
    libraryCall(call, code)?.path.startsWith('keras.layers.') !== true
  ) {
    return;
  }
  yield {
    node: value,
    message: l10n.t(
      '{0} is a class: Keras calls it with the tensor, which makes a layer instead of applying one, and fails. Write {0}().',
      value.text,
    ),
    fixes: [{ title: l10n.t('Make the layer: {0}()', value.text), kind: 'safe', edits: [addText(code, value, '()')] }],
  };
}
