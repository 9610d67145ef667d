import type { SyntaxNode } from '../../python/syntax';
import { isAboutTensor } from './operations';
import { CallRun } from './callRun';
import type { Value } from './trace';

/** Evaluates expressions in Python's order. */
export class ExpressionRun extends CallRun {
  override evaluate(node: SyntaxNode | null): Value {
    switch (node?.type) {
      case 'identifier':
        return this.names.get(node.text);
      case 'attribute':
        return this.attribute(node);
      case 'call':
        return this.call(node);
      case 'binary_operator':
        return this.compute(node, [node.childForFieldName('left'), node.childForFieldName('right')]);
      case 'unary_operator':
        return this.compute(node, [node.childForFieldName('argument')]);
      case 'conditional_expression':
        return this.conditional(node);
      case 'subscript':
        return this.subscript(node);
      case 'named_expression': {
        const value = this.evaluate(node.childForFieldName('value'));
        this.bindTarget(node.childForFieldName('name'), value);
        return value;
      }
      case 'parenthesized_expression':
      case 'await':
        return this.evaluate(node.namedChildren.find((child) => child?.type !== 'comment') ?? null);
      case 'comparison_operator':
      case 'boolean_operator':
      case 'not_operator':
        this.evaluateAll(node);
        return undefined;
      case 'tuple':
      case 'list':
      case 'expression_list':
      case 'dictionary':
      case 'pair':
      case 'list_splat':
        return this.evaluateAll(node);
      default:
        return undefined;
    }
  }

  /** Binds the names of a target of an assignment. */
  protected bindTarget(target: SyntaxNode | null, value: Value): void {
    switch (target?.type) {
      case 'identifier':
      case 'attribute':
        this.bind(target.text, value);
        break;
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
        target.namedChildren.forEach((child, index) => {
          this.bindTarget(child, Array.isArray(value) ? (value as readonly Value[])[index] : undefined);
        });
        break;
      default:
    }
  }

  /** `out += x`: overwrites a tensor. */
  protected augment(node: SyntaxNode): void {
    const left = node.childForFieldName('left');
    const target = this.evaluate(left);
    const right = node.childForFieldName('right');
    this.readValue(this.evaluate(right), node, right ?? node);
    const tensor = this.tensorIn(target);
    if (tensor !== undefined && left?.type !== 'subscript') {
      this.bindTarget(left, this.write(tensor, { node, kind: 'arithmetic', isStatement: true }));
    }
  }

  /** Whether a condition holds on this path. */
  protected holds(condition: SyntaxNode | null): boolean {
    if (condition === null) {
      return true;
    }
    this.evaluate(condition);
    const value = this.context.code.evaluate(condition);
    return typeof value === 'boolean' ? value : this.path.decide(condition.text);
  }

  private evaluateAll(node: SyntaxNode): readonly Value[] {
    return node.namedChildren.map((child) => this.evaluate(child));
  }

  /** An operation with a new result. */
  private compute(node: SyntaxNode, operands: readonly (SyntaxNode | null)[]): Value {
    const values = operands.map((operand) => this.evaluate(operand));
    values.forEach((value, index) => {
      this.readValue(value, node, operands[index] ?? node);
    });
    const gradient = this.gradientOf(values);
    return gradient === undefined ? undefined : this.tensor(gradient, node);
  }

  private conditional(node: SyntaxNode): Value {
    const [then = null, condition = null, otherwise = null] = node.namedChildren.filter(
      (child) => child?.type !== 'comment',
    );
    return this.evaluate(this.holds(condition) ? then : otherwise);
  }

  private attribute(node: SyntaxNode): Value {
    const known = this.names.get(node.text);
    const object = node.childForFieldName('object');
    if (known !== undefined || object === null) {
      return known;
    }
    if (object.type === 'identifier' && object.text === this.self) {
      const value = this.tensor('possible');
      this.bind(node.text, value);
      return value;
    }
    const name = node.childForFieldName('attribute')?.text ?? '';
    const tensor = isAboutTensor(name) ? undefined : this.tensorIn(this.evaluate(object));
    return tensor !== undefined && /^m?T$/.test(name) ? this.viewOf(tensor) : undefined;
  }

  /** Which part an index takes is not followed: the result counts as a tensor of its own. */
  private subscript(node: SyntaxNode): Value {
    const object = node.childForFieldName('value');
    const index = node.childForFieldName('subscript');
    const value = this.evaluate(object);
    this.evaluate(index);
    const position = index === null ? undefined : this.context.code.evaluate(index);
    if (Array.isArray(value)) {
      const items = value as readonly Value[];
      return typeof position === 'number' ? items.at(position) : undefined;
    }
    this.readValue(value, node, object ?? node);
    const gradient = this.gradientOf([value]);
    return gradient === undefined ? undefined : this.tensor(gradient);
  }
}
