import * as l10n from '@vscode/l10n';
import { getActivation } from '../activations';
import type { CallForm } from '../frameworks';
import { parseSignature, type SignatureParameter } from '../frameworks/signature';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import type { ArgumentFate } from './argumentEdits';
import { pythonValue } from './quoting';
import type { TargetCall } from './targetCall';

/** The arguments of a call in the light of the target. */
export interface CarriedArguments {
  readonly fate: (argument: SyntaxNode) => ArgumentFate;
  /** What the call gives besides, as it is written. */
  readonly added: readonly string[];
  /** The old call worked in place and the new one cannot. */
  readonly losesInPlace: boolean;
}

/** How arguments are counted: a method has its tensor before the dot, `partial` the function in front. */
export interface Counting {
  /** Positional arguments of the call that are none of the old activation's. */
  readonly leading?: number;
  /** By how much positions are higher in the target than in the old call. */
  readonly shift?: number;
}

/**
 * Decides about every written argument. What shapes the old function goes, since a slope is no alpha; the axis, `out`,
 * `name` and whether it works in place stay where the target takes them. A positional argument stays one only where the
 * target has the same parameter in the same place.
 *
 * @returns a sentence for the reader where an argument has no place in the target and cannot go.
 */
export function carryArguments(
  code: ModuleCode,
  list: SyntaxNode,
  from: CallForm,
  { symbol, given }: TargetCall,
  { leading = 0, shift = 0 }: Counting = {},
): CarriedArguments | string {
  const source = parseSignature(from.signature);
  const target = parseSignature(symbol.signature);
  const fates = new Map<number, ArgumentFate>();
  const added: string[] = [];
  const carried = new Set<string>();
  let losesInPlace = false;
  let inOrder = true;
  let position = -leading;
  for (const argument of list.namedChildren) {
    if (argument === null || argument.type === 'comment') {
      continue;
    }
    if (argument.type === 'list_splat' || argument.type === 'dictionary_splat') {
      return l10n.t('The arguments that {0} hands over cannot be read from the code.', argument.text);
    }
    const isKeyword = argument.type === 'keyword_argument';
    const value = isKeyword ? argument.childForFieldName('value') : argument;
    const own = isKeyword ? -1 : position;
    position += isKeyword ? 0 : 1;
    const name = isKeyword ? argument.childForFieldName('name')?.text : nameAt(source.parameters, own);
    if (!isKeyword && own < 0) {
      continue;
    }
    const isInput = symbol.form === 'function' && shift === 0 && (own === 0 || name === source.parameters[0]?.name);
    const wanted = isInput ? target.parameters[0]?.name : targetName(name, from, symbol);
    if (wanted === undefined && isKeyword && target.takesMoreKeywords && name !== undefined && isFree(name, from)) {
      continue;
    }
    if (wanted === undefined || value === null) {
      if (name === 'out') {
        return l10n.t('The target has no out= to write its result to.');
      }
      losesInPlace ||= name === 'inplace' && code.evaluate(value ?? argument) !== false;
      fates.set(argument.id, 'remove');
      inOrder &&= isKeyword;
      continue;
    }
    carried.add(wanted);
    const stays = isKeyword ? wanted === name : inOrder && nameAt(target.parameters, own + shift) === wanted;
    if (stays) {
      continue;
    }
    if (isKeyword) {
      fates.set(argument.id, { text: `${wanted}=${value.text}` });
    } else {
      fates.set(argument.id, 'remove');
      inOrder = false;
      added.push(`${wanted}=${value.text}`);
    }
  }
  for (const [name, value] of [...given, ...requiredAxis(target.parameters, carried)]) {
    if (!carried.has(name)) {
      added.push(`${name}=${pythonValue(value, code)}`);
    }
  }
  return { fate: ({ id }) => fates.get(id) ?? 'keep', added, losesInPlace };
}

function nameAt(parameters: readonly SignatureParameter[], position: number): string | undefined {
  return parameters.find((parameter) => parameter.position === position)?.name;
}

/** The target's name for a parameter of the old call that does not shape the old function. */
function targetName(name: string | undefined, from: CallForm, target: CallForm): string | undefined {
  if (name === undefined) {
    return undefined;
  }
  const meant = from.renames?.[name] ?? name;
  const { parameters } = parseSignature(target.signature);
  if (meant === 'axis') {
    return parameters.find((parameter) => (target.renames?.[parameter.name] ?? parameter.name) === 'axis')?.name;
  }
  return shapes(name, from) || shapes(name, target) ? undefined : parameters.find((own) => own.name === name)?.name;
}

/** Whether a parameter decides which function it is. */
function shapes(name: string, form: CallForm): boolean {
  const meant = form.renames?.[name] ?? name;
  return (
    getActivation(form.activation).parameters.some((parameter) => parameter.name === meant) ||
    (form.variants ?? []).some(({ when, renames }) => Object.hasOwn(when, name) || renames?.[name] !== undefined)
  );
}

/** `name=`, `dtype=` and their like, which any layer takes. */
function isFree(name: string, from: CallForm): boolean {
  return !parseSignature(from.signature).parameters.some((parameter) => parameter.name === name);
}

function requiredAxis(
  parameters: readonly SignatureParameter[],
  carried: ReadonlySet<string>,
): readonly (readonly [string, number])[] {
  return parameters
    .filter(({ name, default: usual }) => /^(?:dim|axis)$/.test(name) && usual === undefined && !carried.has(name))
    .map(({ name }) => [name, -1] as const);
}
