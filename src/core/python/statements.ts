/** Where something starts and ends in a text, in UTF-16 code units. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

const tab = 9;
const newline = 10;
const formFeed = 12;
const carriageReturn = 13;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const backslash = 92;
const byteOrderMark = 0xfeff;

/** Clauses that go on with the compound statement above them. */
const continuation = /(?:else|elif|except|finally)\b|[)\]}]/y;

/** No expression in brackets has a line that starts like this: the bracket above was never closed. */
const definiteStart = /(?:(?:(?:async[ \t]+)?def|class|import)[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b)/y;

const decorator = /@/y;
const definition = /(?:async[ \t]+)?def\b|class\b/y;

/** Characters that more is to be done about than to pass them. */
const special = new Uint8Array(128);
for (const character of '\n\r#"\'\\()[]{}') {
  special[character.charCodeAt(0)] = 1;
}

export interface SplitOptions {
  /** Where to begin: the start of a statement. */
  readonly from?: number;
  /** Asked for every further start of a statement; `true`: from there on the rest is known. */
  readonly isKnown?: (start: number) => boolean;
}

export interface SplitText {
  readonly statements: readonly Extent[];
  /** Where the known rest starts; absent: at the end of the text. */
  readonly knownFrom?: number;
}

/**
 * Cuts a text into the statements at its top level: a statement starts where a line does, outside of brackets and
 * strings. Statements can be parsed one by one, so that an edit costs the parse of one statement, and a bracket that is
 * still open damages one definition instead of the rest of the file. Comments and blank lines between statements
 * belong to none.
 */
export function splitStatements(text: string, { from, isKnown }: SplitOptions = {}): SplitText {
  return new StatementSplitter(text, from, isKnown).split();
}

class StatementSplitter {
  private readonly statements: Extent[] = [];
  /** Of the statement at hand; negative: none has started. */
  private start = -1;
  /** Behind the last character of it that belongs to no comment. */
  private end = 0;
  private depth = 0;
  private isDecorated = false;
  private knownFrom: number | undefined;

  constructor(
    private readonly text: string,
    private readonly from = text.charCodeAt(0) === byteOrderMark ? 1 : 0,
    private readonly isKnown: (start: number) => boolean = () => false,
  ) {}

  split(): SplitText {
    const { text } = this;
    let index = this.from;
    let isLineStart = true;
    while (index < text.length) {
      if (isLineStart) {
        this.startLine(index);
        if (this.knownFrom !== undefined) {
          return { statements: this.statements, knownFrom: this.knownFrom };
        }
        isLineStart = false;
      }
      const code = text.charCodeAt(index);
      switch (code) {
        case newline:
          isLineStart = true;
          index += 1;
          break;
        case carriageReturn:
          isLineStart = text.charCodeAt(index + 1) !== newline;
          index += 1;
          break;
        case hash:
          index = this.lineEnd(index);
          break;
        case doubleQuote:
        case singleQuote:
          index = this.take(index, this.stringEnd(index, code));
          break;
        case backslash:
          // A line that is continued starts no statement.
          index = this.take(index, index + 1 + this.lineEndingLength(index + 1));
          break;
        default:
          this.countBracket(code);
          index = this.take(index, this.plainEnd(index + 1));
      }
    }
    this.finish();
    return { statements: this.statements };
  }

  /** Behind the characters that need no look. */
  private plainEnd(index: number): number {
    const { text } = this;
    let end = index;
    for (let code = text.charCodeAt(end); end < text.length; code = text.charCodeAt(end)) {
      if (special[code] === 1) {
        break;
      }
      end += 1;
    }
    return end;
  }

  /** Decides whether a new statement starts with the line at `index`. */
  private startLine(index: number): void {
    const code = this.text.charCodeAt(index);
    if (code <= space || code === hash || Number.isNaN(code)) {
      return;
    }
    if (this.depth > 0) {
      if (!this.matches(definiteStart, index)) {
        return;
      }
      this.depth = 0;
    } else if (this.start >= 0 && this.matches(continuation, index)) {
      return;
    }
    const isDecorator = this.matches(decorator, index);
    if (this.isDecorated && (isDecorator || this.matches(definition, index))) {
      this.isDecorated = isDecorator;
      return;
    }
    this.finish();
    this.isDecorated = isDecorator;
    if (index !== this.from && this.isKnown(index)) {
      this.knownFrom = index;
    }
  }

  private matches(pattern: RegExp, index: number): boolean {
    pattern.lastIndex = index;
    return pattern.test(this.text);
  }

  /** Counts characters to the statement, or starts it with them; blanks at either end do not count. */
  private take(start: number, end: number): number {
    let last = end;
    while (last > start && isBlank(this.text.charCodeAt(last - 1))) {
      last -= 1;
    }
    if (last > start) {
      this.end = last;
      if (this.start < 0) {
        this.start = start;
        while (isBlank(this.text.charCodeAt(this.start))) {
          this.start += 1;
        }
      }
    }
    return end;
  }

  private finish(): void {
    if (this.start >= 0) {
      this.statements.push({ start: this.start, end: this.end });
    }
    this.start = -1;
    this.isDecorated = false;
  }

  private countBracket(code: number): void {
    switch (code) {
      case 40:
      case 91:
      case 123:
        this.depth += 1;
        break;
      case 41:
      case 93:
      case 125:
        this.depth = Math.max(0, this.depth - 1);
        break;
      default:
    }
  }

  private lineEndingLength(index: number): number {
    const code = this.text.charCodeAt(index);
    if (code === carriageReturn) {
      return this.text.charCodeAt(index + 1) === newline ? 2 : 1;
    }
    return code === newline ? 1 : 0;
  }

  private lineEnd(index: number): number {
    for (let end = index; end < this.text.length; end += 1) {
      const code = this.text.charCodeAt(end);
      if (code === newline || code === carriageReturn) {
        return end;
      }
    }
    return this.text.length;
  }

  /** Behind the closing quote; a string in single quotes ends with its line at the latest. */
  private stringEnd(index: number, quote: number): number {
    const { text } = this;
    if (text.charCodeAt(index + 1) === quote && text.charCodeAt(index + 2) === quote) {
      return this.longStringEnd(index + 3, text.slice(index, index + 3));
    }
    for (let end = index + 1; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        return end + 1;
      }
      if (code === backslash) {
        end += Math.max(1, this.lineEndingLength(end + 1));
      } else if (code === newline || code === carriageReturn) {
        return end;
      }
    }
    return text.length;
  }

  private longStringEnd(index: number, quotes: string): number {
    for (let end = this.text.indexOf(quotes, index); end >= 0; end = this.text.indexOf(quotes, end + 1)) {
      if (!this.isEscaped(end, index)) {
        return end + 3;
      }
    }
    return this.text.length;
  }

  private isEscaped(index: number, start: number): boolean {
    let slashes = 0;
    while (index - slashes > start && this.text.charCodeAt(index - slashes - 1) === backslash) {
      slashes += 1;
    }
    return slashes % 2 === 1;
  }
}

function isBlank(code: number): boolean {
  return code === space || code === tab || code === formFeed;
}
