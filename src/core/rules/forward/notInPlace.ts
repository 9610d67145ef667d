import type { TextEdit } from '../../edits/textEdit';
import type { SyntaxNode } from '../../python/syntax';
import { readArguments } from '../../uses/callArguments';
import type { ModuleCode } from '../../uses/moduleCode';
import { ancestor } from '../../uses/place';
import * as l10n from '@vscode/l10n';
import type { FindingFix } from '../rule';

/** Lets an activation compute its result in new memory: nothing where the code does not say `inplace` literally. */
export function withoutOverwriting(call: SyntaxNode, code: ModuleCode): readonly FindingFix[] {
  const callee = call.childForFieldName('function');
  const edit = callee === null ? undefined : (renamed(callee, code) ?? switchedOff(maker(call, callee, code), code));
  return edit === undefined ? [] : [{ title: l10n.t('Compute with inplace=False'), kind: 'safe', edits: [edit] }];
}

/** `F.relu_(x)` → `F.relu(x)`. */
function renamed(callee: SyntaxNode, code: ModuleCode): TextEdit | undefined {
  const name = callee.type === 'attribute' ? callee.childForFieldName('attribute') : null;
  return name?.text.endsWith('_') === true ? { ...code.placeOf(name), newText: name.text.slice(0, -1) } : undefined;
}

/** The call that decides: `nn.ReLU(inplace=True)` for `self.relu(x)`. */
function maker(call: SyntaxNode, callee: SyntaxNode, code: ModuleCode): SyntaxNode {
  const at = code.activation(callee)?.at;
  const made = at?.segment.nodeAt(at.extent);
  return (made && ancestor(made, 'call')) ?? call;
}

/** `inplace=True` → `inplace=False`, also where `True` stands by its position. */
export function switchedOff(call: SyntaxNode, code: ModuleCode): TextEdit | undefined {
  const { positional, keywords } = readArguments(call);
  const keyword = keywords.get('inplace');
  if (keyword !== undefined) {
    return keyword.type === 'true' ? { ...code.placeOf(keyword), newText: 'False' } : undefined;
  }
  const last = positional.at(-1);
  return last?.type === 'true' && keywords.size === 0 ? { ...code.placeOf(last), newText: 'inplace=False' } : undefined;
}
