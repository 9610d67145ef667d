import { frameworks } from '../frameworks';
import { isWordCode } from '../python/words';

/** How far back the bracket around a string is looked for, in characters. */
const reach = 600;

/** Words in front of a string that hand it on. */
const handingWords = /^(?:or|and|else)$/;

interface Receivers {
  /** Names of parameters, keys of configurations. */
  readonly keys: ReadonlySet<string>;
  /** Last names of callees that take strings, and of dictionaries. */
  readonly callees: ReadonlySet<string>;
}

let builtReceivers: Receivers | undefined;

function receivers(): Receivers {
  builtReceivers ??= buildReceivers();
  return builtReceivers;
}

function buildReceivers(): Receivers {
  const keys = new Set(['default']);
  const callees = new Set(['getattr']);
  const add = ({ typeKey }: { readonly typeKey?: string }): void => {
    if (typeKey !== undefined) {
      keys.add(typeKey);
    }
  };
  for (const { activationParameters = [], lookups = [] } of frameworks) {
    for (const parameter of activationParameters) {
      keys.add(parameter.parameter);
      callees.add(lastName(parameter.callee));
      add(parameter);
    }
    for (const lookup of lookups) {
      (lookup.kind === 'key' ? keys : callees).add(lastName(lookup.name));
      add(lookup);
    }
  }
  return { keys, callees };
}

/**
 * Whether something that takes names of activations may receive the string with quotes at `start`: a look at the text
 * around it, since most short strings need no parse to be told apart (`mode == 'linear'`, `pad('identity')`).
 *
 * @param isAlias whether a name in the file stands for another.
 */
export function mayReceiveString(text: string, start: number, isAlias: (name: string) => boolean): boolean {
  let before = start - 1;
  // Three quotes are one.
  while (text.charAt(before) === text.charAt(start)) {
    before -= 1;
  }
  while (/[rRuUbBfF]/.test(text.charAt(before))) {
    before -= 1;
  }
  before = skipBlanks(text, before);
  switch (text.charAt(before)) {
    case '=':
      return !/[=!<>]/.test(text.charAt(before - 1)) && receivers().keys.has(keyBefore(text, before));
    case ':':
      return receivers().keys.has(wordBefore(text, skipBlanks(text, before - 1) - 1));
    case '(':
    case ',':
    case '[':
      return isInReceiver(text, before, isAlias);
    default:
      return handingWords.test(wordBefore(text, before));
  }
}

/** The name of `hidden_act: str = `, `self.act = `, `config["act"] = `. */
function keyBefore(text: string, equals: number): string {
  const [, key = ''] = /(\w+)['"]?\]?\s*(?::[^=:(){}\n]*)?$/.exec(text.slice(Math.max(0, equals - 120), equals)) ?? [];
  return key;
}

/** Whether the bracket around the place belongs to a callee or dictionary that is known, or to a list or tuple. */
function isInReceiver(text: string, place: number, isAlias: (name: string) => boolean): boolean {
  let depth = 0;
  for (let at = place; at >= 0 && at > place - reach; at -= 1) {
    const character = text.charAt(at);
    if (character === ')' || character === ']' || character === '}') {
      depth += 1;
    } else if (character === '(' || character === '[' || character === '{') {
      if (depth === 0) {
        const name = wordBefore(text, at - 1);
        return name === '' ? character !== '{' : receivers().callees.has(name) || isAlias(name);
      }
      depth -= 1;
    }
  }
  // Something longer than people write: the tree will tell.
  return true;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/[\s\\]/.test(text.charAt(at))) {
    at -= 1;
  }
  return at;
}

function wordBefore(text: string, end: number): string {
  let start = end;
  while (start >= 0 && isWordCode(text.charCodeAt(start))) {
    start -= 1;
  }
  return text.slice(start + 1, end + 1);
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
