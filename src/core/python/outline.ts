import { opensBlock, readLogicalLines, type LogicalLine } from './logicalLines';
import type { Extent } from './statements';

/**
 * A function or class by its text: the header and the statements in its body. With decorators it starts at the first
 * of them.
 */
export interface OutlinedDefinition extends Extent {
  readonly kind: 'class_definition' | 'function_definition';
  /** Where `def`, `async` or `class` stands: behind `start` where decorators come first. */
  readonly keyword: number;
  /** Behind the colon. */
  readonly headerEnd: number;
  readonly body: readonly OutlinedStatement[];
}

/** Anything else: to be parsed as a whole. */
export interface OutlinedRest extends Extent {
  readonly kind: 'statement';
}

export type OutlinedStatement = OutlinedDefinition | OutlinedRest;

/**
 * Cuts a definition into its statements, by the indentation of its lines; `undefined` where the text is damaged, or
 * leaves a doubt that only a parser settles.
 */
export function readOutline(text: string): OutlinedDefinition | undefined {
  const lines = readLogicalLines(text);
  const [outlined] = (lines && new OutlineReader(text, lines).read()) ?? [];
  return outlined?.kind === 'statement' ? undefined : outlined;
}

/** Definitions in definitions: deeper ones are parsed with what is around them. */
const maximumDepth = 20;

const definition = /(?:(?:async[ \t]+)?def|(class))[ \t]/y;
const clause = /(?:elif|else|except|finally)\b/y;
const string = /[A-Za-z]{0,2}['"]/y;
const decorator = 64;

class OutlineReader {
  private at = 0;
  private isDoubtful = false;
  /** Of those from the line at hand on, the first. */
  private semicolon = -1;

  constructor(
    private readonly text: string,
    private readonly lines: readonly LogicalLine[],
  ) {}

  read(): readonly OutlinedStatement[] | undefined {
    const statements = this.readBlock(0);
    return this.isDoubtful || this.at < this.lines.length || statements.length !== 1 ? undefined : statements;
  }

  /** The statements from here on that are indented as the first one is. */
  private readBlock(depth: number): readonly OutlinedStatement[] {
    const statements: OutlinedStatement[] = [];
    const indentation = this.lines[this.at]?.indentation ?? 0;
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[this.at]) {
      if (line.indentation !== indentation) {
        this.isDoubtful ||= line.indentation > indentation;
        break;
      }
      statements.push(this.readStatement(line, depth));
      if (this.isDoubtful) {
        break;
      }
    }
    return statements;
  }

  private readStatement(first: LogicalLine, depth: number): OutlinedStatement {
    const begin = this.at;
    let line = first;
    while (this.text.charCodeAt(line.start) === decorator) {
      const next = this.lines[++this.at];
      if (next?.indentation !== first.indentation) {
        this.isDoubtful = true;
        return { kind: 'statement', ...first };
      }
      line = next;
    }
    const kind = this.definitionKind(line);
    const inner = this.lines[this.at + 1];
    if (kind === undefined || depth === maximumDepth || !opensBlock(this.text, line)) {
      this.at = begin;
      return this.readRest(first);
    }
    this.at += 1;
    if (inner === undefined || inner.indentation <= first.indentation) {
      this.isDoubtful = true;
      return { kind: 'statement', ...first };
    }
    const body = this.readBlock(depth + 1);
    const end = body.at(-1)?.end ?? line.end;
    this.isDoubtful ||= (this.lines[this.at]?.indentation ?? 0) > first.indentation;
    return { kind, start: first.start, keyword: line.start, headerEnd: line.end, body, end };
  }

  /** A statement with the lines that belong to it: decorators before, a block below, further clauses. */
  private readRest({ start, indentation }: LogicalLine): OutlinedRest {
    let end = start;
    let isDecorated = false;
    let isOpen = false;
    for (let line = this.lines[this.at]; line !== undefined; line = this.lines[++this.at]) {
      const isFirst = line.start === start;
      const belongs = isFirst || isDecorated || line.indentation > indentation || this.isClause(line, indentation);
      if (!belongs) {
        break;
      }
      if (line.indentation > indentation) {
        this.isDoubtful ||= !isOpen;
      } else {
        isOpen = opensBlock(this.text, line);
      }
      isDecorated = line.indentation === indentation && this.text.charCodeAt(line.start) === decorator;
      this.isDoubtful ||= line.indentation < indentation || this.joinsStatements(line);
      end = line.end;
    }
    return { kind: 'statement', start, end };
  }

  private isClause(line: LogicalLine, indentation: number): boolean {
    return line.indentation === indentation && this.matches(clause, line.start);
  }

  /** `a = 1; b = 2`. */
  private joinsStatements({ start, end }: LogicalLine): boolean {
    if (this.semicolon < start) {
      const next = this.text.indexOf(';', start);
      this.semicolon = next < 0 ? this.text.length : next;
    }
    return this.semicolon < end && !this.matches(string, start);
  }

  private definitionKind({ start }: LogicalLine): OutlinedDefinition['kind'] | undefined {
    definition.lastIndex = start;
    const match = definition.exec(this.text);
    return match === null ? undefined : match[1] === undefined ? 'function_definition' : 'class_definition';
  }

  private matches(pattern: RegExp, index: number): boolean {
    pattern.lastIndex = index;
    return pattern.test(this.text);
  }
}
