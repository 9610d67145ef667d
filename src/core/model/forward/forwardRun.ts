import type { SyntaxNode } from '../../python/syntax';
import { ExpressionRun } from './expressionRun';
import type { Trace, Value } from './trace';

/** How a statement ends: with the next one, out of the loop, or out of the function. */
type Outcome = 'next' | 'leave loop' | 'return';

/** Follows a function along one path. Loops are gone through once. */
export class ForwardRun extends ExpressionRun {
  follow(method: SyntaxNode): Trace {
    for (const parameter of method.childForFieldName('parameters')?.namedChildren ?? []) {
      const name = parameter === null ? null : parameterName(parameter);
      if (name !== null && name !== this.self) {
        this.bind(name, this.tensor('possible'));
      }
    }
    const body = method.childForFieldName('body');
    if (body !== null) {
      this.block(body);
    }
    return {
      assumptions: this.path.assumptions,
      writes: this.writes,
      reads: this.reads,
      moduleCalls: this.moduleCalls,
    };
  }

  private block(block: SyntaxNode): Outcome {
    for (const statement of block.namedChildren) {
      const outcome = statement === null ? 'next' : this.statement(statement);
      if (outcome !== 'next') {
        return outcome;
      }
    }
    return 'next';
  }

  private statement(node: SyntaxNode): Outcome {
    switch (node.type) {
      case 'expression_statement':
        this.expressionStatement(node);
        return 'next';
      case 'return_statement':
        for (const child of node.namedChildren) {
          this.readValue(this.evaluate(child), node, node);
        }
        return 'return';
      case 'raise_statement':
        return 'return';
      case 'break_statement':
      case 'continue_statement':
        return 'leave loop';
      case 'if_statement':
        return this.ifStatement(node);
      case 'for_statement':
      case 'while_statement':
        return this.loop(node);
      case 'with_statement':
        return this.withStatement(node);
      case 'try_statement':
        return this.tryStatement(node);
      case 'match_statement':
        // Which case is taken is not followed.
        return 'return';
      default:
        return 'next';
    }
  }

  private expressionStatement(node: SyntaxNode): void {
    for (const child of node.namedChildren) {
      switch (child?.type) {
        case 'assignment':
          this.assign(child);
          break;
        case 'augmented_assignment':
          this.augment(child);
          break;
        default:
          this.evaluate(child);
      }
    }
  }

  private assign(node: SyntaxNode): Value {
    const left = node.childForFieldName('left');
    const right = node.childForFieldName('right');
    if (right === null) {
      return undefined;
    }
    const value = right.type === 'assignment' ? this.assign(right) : this.evaluate(right);
    this.bindTarget(left, value);
    return value;
  }

  private ifStatement(node: SyntaxNode): Outcome {
    if (this.holds(node.childForFieldName('condition'))) {
      return this.branch(node.childForFieldName('consequence'));
    }
    for (const clause of node.namedChildren) {
      if (clause?.type === 'else_clause') {
        return this.branch(clause.childForFieldName('body'));
      }
      if (clause?.type === 'elif_clause' && this.holds(clause.childForFieldName('condition'))) {
        return this.branch(clause.childForFieldName('consequence'));
      }
    }
    return 'next';
  }

  private branch(block: SyntaxNode | null): Outcome {
    return block === null ? 'next' : this.block(block);
  }

  private loop(node: SyntaxNode): Outcome {
    if (node.type === 'for_statement') {
      this.evaluate(node.childForFieldName('right'));
      this.bindTarget(node.childForFieldName('left'), undefined);
    } else {
      this.evaluate(node.childForFieldName('condition'));
    }
    this.loops += 1;
    const outcome = this.branch(node.childForFieldName('body'));
    this.loops -= 1;
    return outcome === 'return' ? 'return' : 'next';
  }

  private withStatement(node: SyntaxNode): Outcome {
    const [clause] = node.namedChildren;
    const isWithoutGradient = /\b(?:no_grad|inference_mode)\b/.test(clause?.text ?? '');
    this.withoutGradient += isWithoutGradient ? 1 : 0;
    const outcome = this.branch(node.childForFieldName('body'));
    this.withoutGradient -= isWithoutGradient ? 1 : 0;
    return outcome;
  }

  /** As if nothing is raised. */
  private tryStatement(node: SyntaxNode): Outcome {
    let outcome = this.branch(node.childForFieldName('body'));
    for (const clause of node.namedChildren) {
      const block = clause?.type === 'else_clause' ? clause.childForFieldName('body') : finallyBlock(clause);
      if (block !== null && (outcome === 'next' || clause?.type === 'finally_clause')) {
        outcome = this.block(block) === 'next' ? outcome : 'return';
      }
    }
    return outcome;
  }
}

function finallyBlock(clause: SyntaxNode | null): SyntaxNode | null {
  return clause?.type === 'finally_clause'
    ? (clause.namedChildren.find((child) => child?.type === 'block') ?? null)
    : null;
}

function parameterName(parameter: SyntaxNode): string | null {
  switch (parameter.type) {
    case 'identifier':
      return parameter.text;
    case 'default_parameter':
    case 'typed_default_parameter':
      return parameter.childForFieldName('name')?.text ?? null;
    case 'typed_parameter':
      return parameter.namedChildren[0]?.type === 'identifier' ? parameter.namedChildren[0].text : null;
    default:
      return null;
  }
}
