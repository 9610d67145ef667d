import type { SyntaxNode } from '../../python/syntax';
import { ancestor, boundTo, isIn } from '../../uses/place';
import type { Change } from '../change';
import type { SwapSite } from '../site';

/**
 * One learned slope for each place: where `self.relu` is called twice, the second call gets `self.relu2`, which is made
 * right below.
 *
 * @param made how the layer is made: `nn.PReLU()`.
 */
export function separateSlopes({ node, call, aliases, code }: SwapSite, made: string, change: Change): void {
  const target = call && boundTo(call);
  const owner = ancestor(node, 'class_definition');
  const source = code.sourceOf(node);
  const attribute = target?.type === 'attribute' ? target.childForFieldName('attribute') : null;
  if (target === undefined || attribute === null || owner === undefined || source === undefined) {
    return;
  }
  const calls = aliases.filter((alias) => alias.text === target.text && isCalled(alias));
  for (const alias of calls.slice(1)) {
    const name = change.freeName(attribute.text, owner.text);
    const lineStart = source.text.lastIndexOf('\n', target.startIndex - 1) + 1;
    const indentation = source.text.slice(lineStart, target.startIndex);
    const newline = source.text.indexOf('\n', call?.endIndex ?? target.endIndex);
    const end = newline < 0 ? source.text.length : newline;
    change.edit(
      { ...code.placeIn(source, end, end), newText: `\n${indentation}self.${name} = ${made}` },
      { ...code.placeOf(alias.childForFieldName('attribute') ?? alias), newText: name },
    );
  }
}

function isCalled(node: SyntaxNode): boolean {
  return node.parent?.type === 'call' && isIn(node.parent, 'function', node);
}
