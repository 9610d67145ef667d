import * as l10n from '@vscode/l10n';
import type { ActivationId } from '../../activations';
import { getFramework, type Method } from '../../frameworks';
import type { SyntaxNode } from '../../python/syntax';
import { argumentEdits } from '../argumentEdits';
import { carryArguments } from '../carriedArguments';
import type { Change } from '../change';
import { inPlaceReason, isAssignable, losesEffect, noteOutOfPlace } from '../inPlace';
import { noName, notInLibrary, refused, written, type Outcome } from '../outcome';
import { withoutParentheses, type SwapSite } from '../site';
import { targetCall, type TargetCall } from '../targetCall';
import { swapForPrelu } from './prelu';

/** `x.relu()`: another method where tensors have one, else the function: `F.gelu(x)`. */
export function swapMethod(site: SwapSite, target: ActivationId, change: Change): Outcome {
  const { use, call, node } = site;
  const name = node.childForFieldName('attribute');
  const object = node.childForFieldName('object');
  const methods = getFramework(use.framework).methods ?? [];
  const from = methods.find((method) => method.name === name?.text);
  const list = call?.childForFieldName('arguments');
  if (object?.text === 'self') {
    return refused(l10n.t('It is made by a class that this one is derived from.'));
  }
  if (name === null || object === null || from === undefined || list?.type !== 'argument_list') {
    return refused(l10n.t('Only a method that is called there and then can be swapped.'));
  }
  const twin = methodFor(methods, target, from.inPlace === true);
  if (twin !== undefined) {
    return swapName({ change, from, list }, name, twin);
  }
  if (target === 'prelu') {
    return swapForPrelu(site, object, change);
  }
  const to = targetCall(use.framework, 'function', target, use.path);
  return to === undefined
    ? notInLibrary(use.framework, target)
    : swapForFunction({ change, from, list }, { site, object, to });
}

interface Edited {
  readonly change: Change;
  readonly from: Method;
  readonly list: SyntaxNode;
}

function methodFor(methods: readonly Method[], target: ActivationId, inPlace: boolean): Method | undefined {
  return methods.find(
    (method) =>
      method.activation === target &&
      method.general !== true &&
      (method.inPlace === true) === inPlace &&
      (method.signature === '' || /=|^dim\b/.test(method.signature)),
  );
}

function swapName({ change, from, list }: Edited, name: SyntaxNode, twin: Method): Outcome {
  const symbol = { ...twin, path: `Tensor.${twin.name}`, form: 'class' } as const;
  const carried = carryArguments(change.code, list, from, { symbol, given: new Map(), arguments: {} });
  if (typeof carried === 'string') {
    return refused(carried);
  }
  change.edit({ ...change.code.placeOf(name), newText: twin.name });
  change.edit(...argumentEdits(change.code, list, carried.fate, carried.added));
  return written({});
}

function swapForFunction(
  { change, from, list }: Edited,
  { site, object, to }: { readonly site: SwapSite; readonly object: SyntaxNode; readonly to: TargetCall },
): Outcome {
  const { code } = change;
  const carried = carryArguments(code, list, from, to, { shift: 1 });
  const source = code.sourceOf(object);
  if (typeof carried === 'string' || source === undefined) {
    return refused(typeof carried === 'string' ? carried : inPlaceReason());
  }
  const losesInPlace = from.inPlace === true;
  const effect = losesInPlace && losesEffect(site.node);
  if (effect && !isAssignable(object)) {
    return refused(inPlaceReason());
  }
  const name = change.imports.write(to.symbol.path, site.node);
  if (name === undefined) {
    return noName(to);
  }
  const inner = withoutParentheses(object);
  const kept = list.namedChildren.flatMap((argument) => {
    const fate = argument === null || argument.type === 'comment' ? 'remove' : carried.fate(argument);
    return fate === 'remove' || argument === null ? [] : [fate === 'keep' ? argument.text : fate.text];
  });
  const behind = source.text.slice(inner.endIndex, site.node.endIndex);
  const comment = behind.includes('#') ? behind.slice(0, behind.lastIndexOf('\n') + 1) : '';
  const end = site.call?.endIndex ?? site.node.endIndex;
  const assigned = effect ? `${object.text} = ` : '';
  change.edit(
    { ...code.placeIn(source, object.startIndex, inner.startIndex), newText: `${assigned}${name}(` },
    {
      ...code.placeIn(source, inner.endIndex, end),
      newText: `${comment}${[...kept, ...carried.added].map((text) => `, ${text}`).join('')})`,
    },
  );
  if (losesInPlace) {
    noteOutOfPlace(to, change);
  }
  return written(to.arguments);
}
