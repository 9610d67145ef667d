import type { TextEdit } from '../../edits/textEdit';
import type { Layer } from '../../model/layers/layer';
import { argumentPlace } from '../../uses/place';
import type { ModuleCode } from '../../uses/moduleCode';
import type { SyntaxNode } from '../../python/syntax';
import { argumentAround, removeItem } from '../../edits/nodeEdits';

/** Takes an activation away where it is an argument, an item of a list, or a statement of its own; else nothing. */
export function removeActivation(layer: Layer, code: ModuleCode): TextEdit | undefined {
  const named = layer.activation?.node;
  if (named === undefined) {
    return undefined;
  }
  const argument = argumentAround(named);
  if (argument.type === 'keyword_argument' && argument.childForFieldName('name')?.text === 'activation') {
    return argumentPlace(argumentAround(named).childForFieldName('value') ?? named)?.call === layer.node
      ? removeItem(code, isAddedLayer(layer.node) && isActivationLayer(layer) ? layer.node : argument)
      : undefined;
  }
  return removeLayer(layer.node, code);
}

function isActivationLayer({ node }: Layer): boolean {
  return (node.childForFieldName('function')?.text ?? '').endsWith('Activation');
}

function isAddedLayer(node: SyntaxNode): boolean {
  return node.parent?.type === 'list';
}

/** Takes the call that makes a layer out of the list or the statement that adds it. */
function removeLayer(node: SyntaxNode, code: ModuleCode): TextEdit | undefined {
  const { parent } = node;
  if (node.type !== 'call' || parent === null) {
    return undefined;
  }
  if (parent.type === 'list') {
    return removeItem(code, node);
  }
  const owner = argumentPlace(node)?.call;
  const callee = owner?.childForFieldName('function');
  if (owner === undefined || !callee) {
    return undefined;
  }
  if (/(?:^|\.)Sequential$/.test(callee.text)) {
    return removeItem(code, node);
  }
  return callee.text.endsWith('.add') && owner.parent?.type === 'expression_statement'
    ? removeStatement(owner.parent, code)
    : undefined;
}

/** A statement that has its line for itself, with the line. */
function removeStatement(statement: SyntaxNode, code: ModuleCode): TextEdit | undefined {
  const source = code.sourceOf(statement);
  if (source === undefined) {
    return undefined;
  }
  const start = source.text.lastIndexOf('\n', statement.startIndex - 1) + 1;
  const newline = source.text.indexOf('\n', statement.endIndex);
  const end = newline < 0 ? source.text.length : newline + 1;
  const isAlone =
    source.text.slice(start, statement.startIndex).trim() === '' &&
    /^\s*(?:#.*)?$/.test(source.text.slice(statement.endIndex, end));
  return isAlone ? { ...code.placeIn(source, start, end), newText: '' } : undefined;
}
