import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PythonParser } from '../../../../src/core/python/parser';
import { readOutline } from '../../../../src/core/python/outline';
import { OutlineTree } from '../../../../src/core/python/outlineTree';
import { splitStatements } from '../../../../src/core/python/statements';
import type { SyntaxNode } from '../../../../src/core/python/syntax';
import { modelFile } from '../../../bench/modelFile';
import { fetchRealPackages } from '../../../bench/realCode';
import { hasApt, pythonFiles } from '../../../truth/packages';
import { loadParser } from '../../support/analyzer';
import { descendants, loadPython, parsePython } from '../../support/parsePython';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
  await loadPython();
});

afterAll(() => {
  parser.delete();
});

const fields = ['name', 'superclasses', 'parameters', 'return_type', 'body', 'definition'];

/** Every node but comments, with its text, its parent and the fields of definitions. */
function describeTree(statement: SyntaxNode): readonly string[] {
  return [...descendants(statement)]
    .filter(({ type }) => type !== 'comment')
    .map((node) => {
      const { type, startIndex, parent } = node;
      const named = type.endsWith('definition') ? fields.map((name) => node.childForFieldName(name)?.type ?? '-') : [];
      // Whether a comment at its end belongs to a compound statement is no matter.
      const end = /definition$|^block$|_statement$|_clause$/.test(type) ? '' : String(node.endIndex);
      return [startIndex, end, type, parent?.type, ...named].join(' ');
    });
}

/** The definition as the outline has it; `undefined` where it leaves that to the parser. */
function outlined(text: string): readonly string[] | undefined {
  const outline = readOutline(text);
  if (outline === undefined) {
    return undefined;
  }
  const module = parsePython('');
  const tree = new OutlineTree({ text, start: 0, module }, outline, (piece) => parser.parse(piece));
  const described = tree.statements.flatMap(describeTree);
  tree.delete();
  return described;
}

function parsed(text: string): readonly string[] {
  return parsePython(text)
    .namedChildren.filter((child): child is SyntaxNode => child !== null && child.type !== 'comment')
    .flatMap(describeTree);
}

function definitionsIn(text: string): readonly string[] {
  return splitStatements(text)
    .statements.map(({ start, end }) => text.slice(start, end))
    .filter((statement) => /^(?:@|class|def|async)/.test(statement));
}

describe('an outline', () => {
  it('leads to the same nodes as parsing everything', () => {
    const definitions = [
      'def f(a, b=nn.ReLU(), *c: int) -> dict[str, int]:\n    """doc"""\n    return a',
      '@decorator\n@other(1)  # why\nclass A(nn.Module, metaclass=M):\n    x: int = 1\n    @property\n    def p(self):\n        return 1\n\n    async def q(self): return 2',
      'def f(x):\n    if x:\n        y = 1\n    elif z:\n        y = 2\n    else:\n        y = 3\n    for i in x: print(i)\n    else:\n        pass\n    return y',
      'def f(x):\n\tif x:\n\t\treturn 1\n\twith a as b:\n\t\treturn (b,\n1)',
      'class A:\r\n    def f(self):\r\n        x = """\r\nfar left\r\n"""\r\n        try:\r\n            x = a + \\\r\n b\r\n        except E as e:\r\n            pass\r\n        return x',
      'def f(x):\n    match x:\n        case [1, *rest]:\n            return rest\n        case _:\n            pass\n    def g():\n        # only\n        return lambda: {1: 2}\n    return g',
      'class A:\n    "a; b"\n    def f(self): pass\n    def g(self): pass',
      ...definitionsIn(modelFile(60)),
    ];
    for (const definition of definitions) {
      expect(outlined(definition), definition).toEqual(parsed(definition));
    }
  });

  it('is not made where the text leaves a doubt', () => {
    for (const text of [
      'def f(x):\n    y = (1\n    return y',
      "def f(x):\n    y = 'a\n    return y",
      'def f(x):\n    a = 1; b = 2',
      'def f(x):\n        a = 1\n    b = 2',
      'def f(x):\n    a = 1\n        b = 2',
      'def f(x):\n    a = 1)',
      'def f(x):\n    a = 1 \\ \n    b = 2',
      'def f(x):\r    return 1',
      'def f(x):',
      'def f(x): return 1',
    ]) {
      expect(readOutline(text), text).toBeUndefined();
    }
  });

  it.skipIf(!hasApt())(
    'leads to the same nodes in real packages, and is made for nearly all definitions',
    () => {
      let made = 0;
      let all = 0;
      for (const folder of fetchRealPackages()) {
        for (const file of pythonFiles(folder, folder)) {
          for (const definition of definitionsIn(readFileSync(join(folder, file), 'utf8'))) {
            const nodes = outlined(definition);
            all += 1;
            if (nodes !== undefined) {
              made += 1;
              expect(nodes, `${file}: ${definition.slice(0, 60)}`).toEqual(parsed(definition));
            }
          }
        }
      }
      expect(made / all).toBeGreaterThan(0.95);
    },
    120_000,
  );
});
