import { isWordCode } from './words';

const dot = 46;
const equals = 61;
const space = 32;

/** After these a name is only read: operators, brackets that open, a dot. */
const readers = new Set(Array.from('.([-+*/%<>|&^@!', (character) => character.charCodeAt(0)));

/**
 * Where in a text a name may be bound: not behind a dot, and not before an operator, a bracket or a dot, unless a
 * definition or an import stands before it or an assignment goes with the operator. A few places too many, which the
 * tree then tells apart. Plain comparisons of characters: this is asked for every name in every statement.
 */
export function bindingCandidates(text: string, name: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.charCodeAt(at - 1);
    const end = at + name.length;
    if (!isWordCode(before) && before !== dot && !isWordCode(text.charCodeAt(end)) && mayBind(text, at, end)) {
      found.push(at);
    }
  }
  return found;
}

function mayBind(text: string, start: number, end: number): boolean {
  let next = end;
  while (text.charCodeAt(next) <= space) {
    next += 1;
  }
  const code = text.charCodeAt(next);
  if (code === equals) {
    return text.charCodeAt(next + 1) !== equals;
  }
  return !readers.has(code) || isAugmented(text, next) || isDeclared(text, start);
}

/** `x += 1`, `x //= 2`. */
function isAugmented(text: string, operator: number): boolean {
  return (
    text.charCodeAt(operator) !== dot &&
    /^(?:[-+*/%|&^@]|\*\*|\/\/|<<|>>)=(?!=)/.test(text.slice(operator, operator + 4))
  );
}

/** `def x(`, `class x(`, `import x.y`. */
function isDeclared(text: string, start: number): boolean {
  if (text.charCodeAt(start - 1) > space && text.charCodeAt(start - 1) !== 44) {
    return false;
  }
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /\b(?:def|class)[ \t]+$|\bimport\b/.test(line);
}
