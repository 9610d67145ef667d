import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateLiteral, stringValue } from '../../../../src/core/python/literals';
import type { SyntaxNode } from '../../../../src/core/python/syntax';
import type { ArgumentValue } from '../../../../src/core/text';
import { loadPython, parseExpression, parsePython } from '../../support/parsePython';

beforeAll(loadPython);

/** Looks names up among the module-level assignments of `bindings`, as the scopes of a file would. */
function evaluate(expression: string, bindings = ''): ArgumentValue {
  const values = new Map<string, SyntaxNode>();
  for (const statement of parsePython(bindings).namedChildren) {
    const assignment = statement?.namedChildren[0];
    const [name, value] = [assignment?.childForFieldName('left'), assignment?.childForFieldName('right')];
    if (name && value) {
      values.set(name.text, value);
    }
  }
  return evaluateLiteral(parseExpression(expression), (name) => values.get(name.text));
}

describe('evaluateLiteral', () => {
  // The expected values are what CPython prints for the expression.
  it.each<[string, ArgumentValue]>([
    ['0', 0],
    ['0.', 0],
    ['.5', 0.5],
    ['1e-2', 0.01],
    ['1_000', 1000],
    ['0x1F', 31],
    ['0b101', 5],
    ['0o17', 15],
    ['017', 15],
    ['10L', 10],
    ['-0.2', -0.2],
    ['+3', 3],
    ['- - 3', 3],
    ['2/3', 0.6666666666666666],
    ['2 ** 0.5', 1.4142135623730951],
    ['1 - 0.2', 0.8],
    ['7 // 2', 3],
    ['-7 // 2', -4],
    ['-7 % 3', 2],
    ['(0.2)', 0.2],
    ['( # why\n 0.2)', 0.2],
    ['True', true],
    ['False', false],
    ['not True', false],
    ['None', null],
    ['math.sqrt(2)', 1.4142135623730951],
    ['np.sqrt(2 / np.pi)', 0.7978845608028654],
    ['math.pi', 3.141592653589793],
    ['math.inf', Infinity],
    ['-np.inf', -Infinity],
    ['float("inf")', Infinity],
    ["float('-inf')", -Infinity],
    ["float('-Infinity')", -Infinity],
    ["float('0.25')", 0.25],
    ['float(3)', 3],
    ['int(2.7)', 2],
    ['math.log(8, 2)', 3],
    ['math.pow(2, 3)', 8],
  ])('%s is %s', (expression, value) => {
    expect(evaluate(expression)).toBe(value);
  });

  it.each([
    'x',
    'f(2)',
    '1j',
    '1 / 0',
    'x + 1',
    'torch.tensor(0.2)',
    '[1]',
    'lambda: 1',
    'a if b else c',
    'float("nan")',
  ])('%s is no literal', (expression) => {
    expect(evaluate(expression)).toBeNull();
  });

  it('follows names that are bound once', () => {
    expect(evaluate('SLOPE', 'SLOPE = 0.2')).toBe(0.2);
    expect(evaluate('2 * b', 'a = 3\nb = -a')).toBe(-6);
    expect(evaluate('KIND', 'KIND = "tanh"')).toBe('tanh');
  });

  it('gives up on names that are bound to each other', () => {
    expect(evaluate('a', 'a = b\nb = a')).toBeNull();
    expect(evaluate('a + 1', 'a = a + 1')).toBeNull();
  });

  it('uses a name twice without taking it for a cycle', () => {
    expect(evaluate('a * a', 'a = 3')).toBe(9);
  });

  it('resolves modules through the imports of the file when it is told them', () => {
    const lookUp = (): undefined => undefined;
    const pathOf = (node: SyntaxNode): string => node.text.replace(/^m\./, 'math.').replace(/^root$/, 'math.sqrt');
    expect(evaluateLiteral(parseExpression('m.sqrt(4)'), lookUp, pathOf)).toBe(2);
    expect(evaluateLiteral(parseExpression('root(4)'), lookUp, pathOf)).toBe(2);
    expect(evaluateLiteral(parseExpression('m.pi'), lookUp, pathOf)).toBe(Math.PI);
  });

  it('survives an expression that is nested deeper than any real one', () => {
    expect(evaluate(`${'('.repeat(500)}1${')'.repeat(500)}`)).toBeNull();
  });
});

describe('stringValue', () => {
  it.each([
    ['"relu"', 'relu'],
    ["'relu'", 'relu'],
    ['"""relu"""', 'relu'],
    ['r"a\\n"', 'a\\n'],
    ['u"relu"', 'relu'],
    ['f"relu"', 'relu'],
    ['f"{{}}"', '{}'],
    ['"re" "lu"', 'relu'],
    ['"\\x41\\u4e2d\\n\\101\\""', 'A中\nA"'],
    ['"a\\\nb"', 'ab'],
  ])('%s', (source, value) => {
    expect(stringValue(parseExpression(source))).toBe(value);
  });

  it.each(['b"relu"', 'f"{name}"', '"a" f"{name}"', 'relu'])('%s is no constant text', (source) => {
    expect(stringValue(parseExpression(source))).toBeUndefined();
  });
});
