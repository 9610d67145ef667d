/** The characters of Python that have to be known to tell code from strings and comments, in UTF-16 code units. */
export const tab = 9;
export const newline = 10;
export const formFeed = 12;
export const carriageReturn = 13;
export const space = 32;
export const doubleQuote = 34;
export const hash = 35;
export const singleQuote = 39;
export const backslash = 92;

/** Characters that more is to be done about than to pass them. */
const special = new Uint8Array(128);
for (const character of '\n\r#"\'\\()[]{}') {
  special[character.charCodeAt(0)] = 1;
}

/** Behind the characters from `index` on that need no look. */
export function plainEnd(text: string, index: number): number {
  let end = index;
  for (let code = text.charCodeAt(end); end < text.length; code = text.charCodeAt(end)) {
    if (special[code] === 1) {
      break;
    }
    end += 1;
  }
  return end;
}

/** What a bracket adds to the depth; 0 for any other character. */
export function bracketStep(code: number): number {
  switch (code) {
    case 40:
    case 91:
    case 123:
      return 1;
    case 41:
    case 93:
    case 125:
      return -1;
    default:
      return 0;
  }
}

export function isBlank(code: number): boolean {
  return code === space || code === tab || code === formFeed;
}

/** How many characters end a line at `index`: 0 where none does. */
export function lineEndingLength(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code === carriageReturn) {
    return text.charCodeAt(index + 1) === newline ? 2 : 1;
  }
  return code === newline ? 1 : 0;
}

export function lineEnd(text: string, index: number): number {
  for (let end = index; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === newline || code === carriageReturn) {
      return end;
    }
  }
  return text.length;
}

/**
 * Behind the closing quote of the string that opens at `index`; a string in single quotes ends with its line at the
 * latest.
 */
export function stringEnd(text: string, index: number): number {
  const quote = text.charCodeAt(index);
  if (text.charCodeAt(index + 1) === quote && text.charCodeAt(index + 2) === quote) {
    return longStringEnd(text, index + 3, text.slice(index, index + 3));
  }
  for (let end = index + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === quote) {
      return end + 1;
    }
    if (code === backslash) {
      end += Math.max(1, lineEndingLength(text, end + 1));
    } else if (code === newline || code === carriageReturn) {
      return end;
    }
  }
  return text.length;
}

function longStringEnd(text: string, index: number, quotes: string): number {
  for (let end = text.indexOf(quotes, index); end >= 0; end = text.indexOf(quotes, end + 1)) {
    if (!isEscaped(text, end, index)) {
      return end + 3;
    }
  }
  return text.length;
}

function isEscaped(text: string, index: number, start: number): boolean {
  let slashes = 0;
  while (index - slashes > start && text.charCodeAt(index - slashes - 1) === backslash) {
    slashes += 1;
  }
  return slashes % 2 === 1;
}
