import type { SyntaxNode } from '../../python/syntax';

/** The arguments of a call as written. */
export class GivenOperands {
  readonly positional: readonly SyntaxNode[];
  private readonly keywords = new Map<string, SyntaxNode>();

  constructor(list: SyntaxNode | null) {
    const positional: SyntaxNode[] = [];
    for (const child of list?.namedChildren ?? []) {
      if (child?.type === 'keyword_argument') {
        const value = child.childForFieldName('value');
        if (value !== null) {
          this.keywords.set(child.childForFieldName('name')?.text ?? '', value);
        }
      } else if (child !== null && child.type !== 'comment') {
        positional.push(child);
      }
    }
    this.positional = positional;
  }

  get count(): number {
    return this.positional.length + this.keywords.size;
  }

  first(): SyntaxNode | undefined {
    return this.positional[0] ?? this.keyword('input', 'x', 'features', 'a', 'logits');
  }

  /** Positional operands, with the input given by keyword in front if it is. */
  operands(): readonly SyntaxNode[] {
    const named = this.positional.length === 0 ? this.first() : undefined;
    return named === undefined ? this.positional : [named];
  }

  keyword(...names: readonly string[]): SyntaxNode | undefined {
    for (const name of names) {
      const value = this.keywords.get(name);
      if (value !== undefined) {
        return value;
      }
    }
    return undefined;
  }
}
