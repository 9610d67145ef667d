import type { ArgumentSlot } from '../../frameworks/layers';
import type { SyntaxNode } from '../../python/syntax';
import type { Scope } from './scope';
import type { SymbolicRun } from './symbolicRun';
import type { Value } from './value';

/** An argument as it is written, and what it stands for. */
export interface GivenValue {
  readonly node: SyntaxNode;
  readonly value: Value;
}

/** The arguments of a call, evaluated. */
export interface GivenValues {
  readonly positional: readonly GivenValue[];
  readonly keywords: ReadonlyMap<string, GivenValue>;
  /** Stars hide some of them. */
  readonly isOpen: boolean;
}

export const nothingGiven: GivenValues = { positional: [], keywords: new Map(), isOpen: false };

/** Evaluates the arguments of a `call` node; lists behind stars are spread. */
export function giveValues(call: SyntaxNode, scope: Scope, run: SymbolicRun): GivenValues {
  const positional: GivenValue[] = [];
  const keywords = new Map<string, GivenValue>();
  let isOpen = false;
  const list = call.childForFieldName('arguments');
  const written = list?.type === 'generator_expression' ? [list] : (list?.namedChildren ?? []);
  for (const node of written.filter((child) => child !== null)) {
    switch (node.type) {
      case 'comment':
      case 'line_continuation':
        break;
      case 'keyword_argument': {
        const name = node.childForFieldName('name')?.text;
        const value = node.childForFieldName('value');
        if (name !== undefined && value !== null) {
          keywords.set(name, { node: value, value: run.evaluate(value, scope) });
        }
        break;
      }
      case 'list_splat':
      case 'dictionary_splat':
        isOpen = !spread(node, scope, run, positional, keywords) || isOpen;
        break;
      default:
        positional.push({ node, value: run.evaluate(node, scope) });
    }
  }
  return { positional, keywords, isOpen };
}

/** Whether all that the stars stand for is known. */
function spread(
  splat: SyntaxNode,
  scope: Scope,
  run: SymbolicRun,
  positional: GivenValue[],
  keywords: Map<string, GivenValue>,
): boolean {
  const [inner] = splat.namedChildren;
  const value = inner ? run.evaluate(inner, scope) : undefined;
  if (value?.kind === 'sequence') {
    positional.push(...value.items.map((item) => ({ node: splat, value: item })));
    return !value.isOpen;
  }
  if (value?.kind === 'mapping') {
    for (const [name, item] of value.entries) {
      keywords.set(name, { node: splat, value: item });
    }
    return true;
  }
  if (value !== undefined && splat.type === 'list_splat') {
    positional.push({ node: splat, value });
  }
  return false;
}

/** What a call gives for a parameter. */
export function argumentAt(given: GivenValues, slot: ArgumentSlot | undefined): GivenValue | undefined {
  if (slot === undefined) {
    return undefined;
  }
  return given.keywords.get(slot.name) ?? (slot.position === null ? undefined : given.positional[slot.position]);
}
