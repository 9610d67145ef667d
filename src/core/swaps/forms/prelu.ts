import * as l10n from '@vscode/l10n';
import type { SyntaxNode } from '../../python/syntax';
import { ancestor } from '../../uses/place';
import type { Change } from '../change';
import { inPlaceReason, isAssignable, losesEffect, noteOutOfPlace } from '../inPlace';
import { noName, notInLibrary, refused, written, type Outcome } from '../outcome';
import { layerBefore } from '../layerBefore';
import { withoutParentheses, type SwapSite } from '../site';
import { targetCall, type TargetCall } from '../targetCall';

const applying = /^(?:forward|call|__call__|training_step|validation_step)$/;

/** A learned slope has to be made once, with the network: why it cannot be made in this place. */
export function preluRefusal({ node }: SwapSite): string | undefined {
  const name = ancestor(node, 'function_definition')?.childForFieldName('name')?.text ?? '';
  return applying.test(name)
    ? l10n.t('PReLU learns its slope, so it has to be made once, in __init__ or setup, and not in {0}.', name)
    : undefined;
}

/**
 * What PReLU is given so that it learns one slope for each channel: the channels of the convolution before it in
 * PyTorch, the axes of the image in Keras. Empty where the source does not tell.
 */
export function preluArguments(
  { use, code, call }: Pick<SwapSite, 'use' | 'code' | 'call'>,
  { symbol }: TargetCall,
): readonly string[] {
  if (symbol.activation !== 'prelu' || call === undefined) {
    return [];
  }
  const before = layerBefore(call, code);
  if (before === undefined) {
    return [];
  }
  if (use.framework === 'torch') {
    const isImage = /Conv|BatchNorm/.test(before.path ?? '');
    return isImage && before.width !== undefined ? [String(before.width)] : [];
  }
  const dimensions = /^keras.*Conv\w*?([123])D/.exec(before.path ?? '')?.[1];
  const axes = Array.from({ length: Number(dimensions ?? 0) }, (_, index) => index + 1);
  return axes.length === 0 ? [] : [`shared_axes=[${axes.join(', ')}]`];
}

/** A function cannot learn: the layer is made at the end of `__init__`, one for each place, and called here. */
export function swapForPrelu(site: SwapSite, input: SyntaxNode | undefined, change: Change): Outcome {
  const { use, call, node, code } = site;
  const to = targetCall(use.framework, 'class', 'prelu', use.path);
  if (to === undefined) {
    return notInLibrary(use.framework, 'prelu');
  }
  if (isCompact(site, to) && call !== undefined) {
    return swapInCompact(site, to, change);
  }
  const owner = ancestor(node, 'class_definition');
  const end = owner && lastOfInit(owner);
  const source = code.sourceOf(node);
  if (owner === undefined || end === undefined || source === undefined || !hasSelf(node, owner)) {
    return refused(l10n.t('PReLU learns its slope, and no __init__ of a class is there in which it could be made.'));
  }
  if (call === undefined || input === undefined) {
    return refused(l10n.t('PReLU learns its slope: it cannot take the place of a function that is handed over.'));
  }
  const name = change.imports.write(to.symbol.path, end);
  if (name === undefined) {
    return notInLibrary(use.framework, 'prelu');
  }
  const inner = withoutParentheses(input);
  const isStatement = site.use.inPlace && losesEffect(node);
  if (isStatement && !isAssignable(input)) {
    return refused(inPlaceReason());
  }
  const attribute = change.freeName('prelu', owner.text);
  const newline = source.text.indexOf('\n', end.endIndex);
  const at = newline < 0 ? source.text.length : newline;
  const lineStart = source.text.lastIndexOf('\n', end.startIndex - 1) + 1;
  const indentation = /^[ \t]*/.exec(source.text.slice(lineStart))?.[0] ?? '';
  const made = `self.${attribute} = ${name}()`;
  const start = node.type === 'attribute' && call.startIndex === input.startIndex ? input.startIndex : call.startIndex;
  change.imports.drop(node);
  change.edit(
    { ...code.placeIn(source, at, at), newText: `\n${indentation}${made}` },
    {
      ...code.placeIn(source, start, inner.startIndex),
      newText: `${isStatement ? `${input.text} = ` : ''}self.${attribute}(`,
    },
    { ...code.placeIn(source, inner.endIndex, call.endIndex), newText: ')' },
  );
  if (site.use.inPlace) {
    noteOutOfPlace(to, change);
  }
  return written(to.arguments);
}

/** In `@nn.compact` of Flax a layer is made where it is applied. */
function isCompact({ node }: SwapSite, { symbol }: TargetCall): boolean {
  const method = ancestor(node, 'function_definition');
  return (
    symbol.path.startsWith('flax.linen.') &&
    method?.parent?.type === 'decorated_definition' &&
    /^@[\w.]*compact\b/m.test(method.parent.text)
  );
}

function swapInCompact({ node, code }: SwapSite, to: TargetCall, change: Change): Outcome {
  const name = change.imports.write(to.symbol.path, node, node);
  if (name === undefined) {
    return noName(to);
  }
  change.imports.drop(node);
  change.edit({ ...code.placeOf(node), newText: `${name}()` });
  return written(to.arguments);
}

/** The last statement of `__init__`. */
function lastOfInit(owner: SyntaxNode): SyntaxNode | undefined {
  const methods = owner.childForFieldName('body')?.namedChildren ?? [];
  const init = methods.find(
    (child) => child?.type === 'function_definition' && child.childForFieldName('name')?.text === '__init__',
  );
  const statements = init?.childForFieldName('body')?.namedChildren ?? [];
  return statements.filter((child) => child !== null && child.type !== 'comment').at(-1) ?? undefined;
}

/** Whether the code is in a method of the class, where `self` is the module. */
function hasSelf(node: SyntaxNode, owner: SyntaxNode): boolean {
  const method = ancestor(node, 'function_definition');
  const [first] = method?.childForFieldName('parameters')?.namedChildren ?? [];
  return first?.text === 'self' && method !== undefined && ancestor(method, 'class_definition')?.id === owner.id;
}
