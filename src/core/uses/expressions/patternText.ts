import { builderOf } from './functions';
import * as terms from './term';
import type { Term } from './term';

/**
 * Reads the text of a pattern: Python's arithmetic, functions of `functions.ts` without a module, `pi`, and names,
 * which are holes. The same functions build the terms of patterns and of code, so the two have one normal form.
 *
 * @throws Error when the text is no pattern: a mistake in the table of patterns.
 */
export function readPattern(text: string): Term {
  const reader = new PatternReader(text);
  const term = reader.comparison();
  reader.expect('');
  return term;
}

const token = /\s*(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+|\w+|\*\*|[-+*/(),>])?/y;

class PatternReader {
  private next = '';
  private offset = 0;

  constructor(private readonly text: string) {
    this.advance();
  }

  comparison(): Term {
    const left = this.sum();
    return this.take('>') ? terms.comparison(left, this.sum()) : left;
  }

  expect(symbol: string): void {
    if (this.next !== symbol) {
      throw new Error(`expected '${symbol}' before '${this.next}' in the pattern ${this.text}`);
    }
    this.advance();
  }

  private advance(): void {
    token.lastIndex = this.offset;
    const match = token.exec(this.text);
    this.next = match?.[1] ?? '';
    this.offset = token.lastIndex;
  }

  private take(symbol: string): boolean {
    const isNext = this.next === symbol;
    if (isNext) {
      this.advance();
    }
    return isNext;
  }

  private sum(): Term {
    const parts = [this.product()];
    for (;;) {
      if (this.take('+')) {
        parts.push(this.product());
      } else if (this.take('-')) {
        parts.push(terms.negate(this.product()));
      } else {
        return terms.sum(parts);
      }
    }
  }

  private product(): Term {
    let left = this.signed();
    for (;;) {
      if (this.take('*')) {
        left = terms.product([left, this.signed()]);
      } else if (this.take('/')) {
        left = terms.quotient(left, this.signed());
      } else {
        return left;
      }
    }
  }

  private signed(): Term {
    return this.take('-') ? terms.negate(this.signed()) : this.power();
  }

  private power(): Term {
    const base = this.primary();
    return this.take('**') ? terms.power(base, this.signed()) : base;
  }

  private primary(): Term {
    const symbol = this.next;
    this.advance();
    if (symbol === '(') {
      const inner = this.comparison();
      this.expect(')');
      return inner;
    }
    if (/^[\d.]/.test(symbol)) {
      return terms.number(Number(symbol));
    }
    if (symbol === 'pi') {
      return terms.number(Math.PI);
    }
    return this.take('(') ? this.call(symbol) : terms.hole(symbol);
  }

  private call(name: string): Term {
    const operands = [this.comparison()];
    while (this.take(',')) {
      operands.push(this.comparison());
    }
    this.expect(')');
    const term = name === 'clip' ? clipOf(operands) : builderOf(name)?.(operands);
    if (term === undefined) {
      throw new Error(`unknown function ${name} in the pattern ${this.text}`);
    }
    return term;
  }
}

function clipOf([value, lower, upper]: readonly Term[]): Term | undefined {
  return value === undefined ? undefined : terms.clip(value, lower, upper);
}
