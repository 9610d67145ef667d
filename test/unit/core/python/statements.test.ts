import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitStatements } from '../../../../src/core/python/statements';
import { loadPython, parsePython } from '../../support/parsePython';

beforeAll(loadPython);

function split(text: string): readonly string[] {
  return splitStatements(text).statements.map(({ start, end }) => text.slice(start, end));
}

/** The statements at the top level as the parser sees them in the whole text. */
function parsed(text: string): readonly string[] {
  return parsePython(text)
    .namedChildren.filter((child) => child !== null && child.type !== 'comment')
    .map((child) => child?.text ?? '');
}

describe('splitStatements', () => {
  it('cuts where the parser does', () => {
    const statements = [
      'import a',
      'from b import (\n    c,\nd\n)',
      'x = """\ndef f(): pass\n"""',
      "y = 'a\\\nb'",
      'z = [\n1,\n2\n]',
      'def f(a,\n      b):\n    return a\n\n    # comment\n    x = 1',
      '@decorator\n@other(1)\ndef g():\n    pass',
      '@decorator\n# why\nclass A:\n    """doc"""\n\n    def m(self):\n        pass',
      'async def h():\n    await x',
      'if a:\n    b\nelif c:\n    d\nelse:\n    e',
      'try:\n    a\nexcept E:\n    b\nelse:\n    c\nfinally:\n    d',
      'for a in b:\n    c\nelse:\n    d',
      'with a as b:\n    c',
      'w = a + \\\n    b',
      'match x:\n    case 1:\n        pass',
      's = f"{a}" "b"',
      'print(x)',
      'lambda_ = lambda: {\n}',
    ];
    expect(split(statements.join('\n'))).toEqual(statements);
    expect(split(statements.join('\n\n# between\n\n'))).toEqual(statements);
    expect(split(statements.join('\r\n').replaceAll(/(?<!\r)\n/g, '\r\n'))).toEqual(
      statements.map((statement) => statement.replaceAll('\n', '\r\n')),
    );
    expect(split(statements.join('\n'))).toEqual(parsed(statements.join('\n')));
  });

  it('keeps clauses with their statement across comments', () => {
    const text = 'if a:\n    b\n# why\nelse:\n    c\nd = 1';
    expect(split(text)).toEqual(['if a:\n    b\n# why\nelse:\n    c', 'd = 1']);
  });

  it('lets a bracket that was never closed damage one definition', () => {
    expect(split('x = f(\ndef g():\n    pass\ny = 1')).toEqual(['x = f(', 'def g():\n    pass', 'y = 1']);
    expect(split('x = [1,\nclass A:\n    pass')).toEqual(['x = [1,', 'class A:\n    pass']);
    expect(split('x = f(\nimport a\nfrom b import c')).toEqual(['x = f(', 'import a', 'from b import c']);
    expect(split('f)\ng = 1')).toEqual(['f)', 'g = 1']);
  });

  it('ends a string in single quotes with its line', () => {
    expect(split("x = 'abc\ny = 1")).toEqual(["x = 'abc", 'y = 1']);
    expect(split('x = """abc\ny = 1')).toEqual(['x = """abc\ny = 1']);
    expect(split('x = """a\\"""b"""\ny = 1')).toEqual(['x = """a\\"""b"""', 'y = 1']);
  });

  it('takes text without any line at the margin as one piece', () => {
    expect(split('    x = 1\n    y = 2')).toEqual(['x = 1\n    y = 2']);
    expect(split('')).toEqual([]);
    expect(split('\n\n# only\n')).toEqual([]);
    expect(split('\ufeffx = 1')).toEqual(['x = 1']);
  });

  it('loses nothing of any text but blanks, comments and continued blank lines', () => {
    const pieces = fc.constantFrom(
      'def f():',
      'x',
      ' ',
      '\n',
      '\r\n',
      '(',
      ')',
      '"',
      "'",
      '"""',
      '#',
      '\\',
      '@',
      'else:',
      'if x:',
      '    ',
      '{',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const { statements } = splitStatements(text);
        let end = 0;
        for (const statement of statements) {
          expect(statement.start).toBeGreaterThanOrEqual(end);
          expect(statement.end).toBeGreaterThan(statement.start);
          expect(
            text
              .slice(end, statement.start)
              .replaceAll(/#.*|\\\s*/g, '')
              .trim(),
          ).toBe('');
          end = statement.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        expect(
          text
            .slice(end)
            .replaceAll(/#.*|\\\s*/g, '')
            .trim(),
        ).toBe('');
      }),
    );
  });
});
