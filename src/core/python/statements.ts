import {
  backslash,
  bracketStep,
  carriageReturn,
  doubleQuote,
  hash,
  isBlank,
  lineEnd,
  lineEndingLength,
  newline,
  plainEnd,
  singleQuote,
  space,
  stringEnd,
} from './lexical';

/** Where something starts and ends in a text, in UTF-16 code units. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

const byteOrderMark = 0xfeff;

/** Clauses that go on with the compound statement above them. */
const continuation = /(?:else|elif|except|finally)\b|[)\]}]/y;

/** No expression in brackets has a line that starts like this: the bracket above was never closed. */
const definiteStart = /(?:(?:(?:async[ \t]+)?def|class|import)[ \t]+\w|from[ \t]+[\w.]+[ \t]+import\b)/y;

const decorator = /@/y;
const definition = /(?:async[ \t]+)?def\b|class\b/y;

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
          index = lineEnd(text, index);
          break;
        case doubleQuote:
        case singleQuote:
          index = this.take(index, stringEnd(text, index));
          break;
        case backslash:
          // A line that is continued starts no statement.
          index = this.take(index, index + 1 + lineEndingLength(text, index + 1));
          break;
        default:
          this.depth = Math.max(0, this.depth + bracketStep(code));
          index = this.take(index, plainEnd(text, index + 1));
      }
    }
    this.finish();
    return { statements: this.statements };
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
}
