import type { Source } from '../python/source';
import type { SyntaxNode } from '../python/syntax';
import type { ModuleCode } from '../uses/moduleCode';
import { ancestor } from '../uses/place';
import { packageOf, type ImportStatement } from './importStatements';
import type { TextEdit } from './textEdit';

/**
 * The edit that adds an import statement where a person would put it: sorted among the imports of the same package,
 * else behind the other imports, else behind the docstring; in a notebook in the cell that has the imports.
 *
 * @param line the statement without its end of line.
 * @param at the first node that needs the import.
 */
export function placeForImport(
  code: ModuleCode,
  statements: readonly ImportStatement[],
  line: string,
  at: SyntaxNode,
): TextEdit {
  const reachable = statements.filter((statement) => !statement.fallback && isBefore(code, statement, at));
  const related = reachable.filter(({ node }) => isOfOneGroup(packageIn(node.text), packageIn(line)));
  const [firstRelated] = preferUnconditional(related);
  if (firstRelated !== undefined) {
    const smaller = preferUnconditional(related).filter(({ node }) => sortKey(node.text) <= sortKey(line));
    const previous = smaller.at(-1);
    return previous === undefined ? lineBefore(code, firstRelated, line) : lineAfter(code, previous, line);
  }
  const [first] = preferUnconditional(reachable);
  if (standardLibrary.has(packageIn(line)) && first !== undefined && isBeforeAll(first)) {
    return lineBefore(code, first, `${line}${endOfLine(first.source)}`);
  }
  const last = lastOfBlock(reachable);
  return last === undefined ? atTop(code, code.sourceOf(at), line) : lineAfter(code, last, line);
}

/** What comes with Python stands before everything else; these are the modules that files about networks import. */
const standardLibrary: ReadonlySet<string> = new Set(
  (
    'abc argparse collections contextlib copy dataclasses datetime enum functools glob importlib io itertools json ' +
    'logging math numbers operator os pathlib pickle random re shutil string subprocess sys time types typing warnings'
  ).split(' '),
);

function isOfOneGroup(one: string, other: string): boolean {
  return one === other || (standardLibrary.has(one) && standardLibrary.has(other));
}

/** `from __future__` has to stay first. */
function isBeforeAll({ node }: ImportStatement): boolean {
  return packageIn(node.text) !== '__future__';
}

function preferUnconditional(statements: readonly ImportStatement[]): readonly ImportStatement[] {
  const certain = statements.filter(({ conditional }) => !conditional);
  return certain.length > 0 ? certain : statements;
}

/** The last import of the first source that has any; those under a condition are left to themselves. */
function lastOfBlock(statements: readonly ImportStatement[]): ImportStatement | undefined {
  const own = statements.filter(({ conditional }) => !conditional);
  const [first] = own;
  return own.filter(({ source }) => source === first?.source).at(-1);
}

/** Code in a function runs after all imports of the module. */
function isBefore(code: ModuleCode, { source, node }: ImportStatement, at: SyntaxNode): boolean {
  const own = code.sourceOf(at);
  if (own !== source) {
    return own === undefined || code.sources.indexOf(source) < code.sources.indexOf(own);
  }
  return node.endIndex <= at.startIndex || ancestor(at, 'function_definition', 'lambda') !== undefined;
}

function packageIn(statement: string): string {
  return packageOf(/^(?:from|import)\s+([\w.]+)/.exec(statement)?.[1] ?? '');
}

/** `import …` before `from …`, then by module. */
function sortKey(statement: string): string {
  const [, word = '', module = ''] = /^(from|import)\s+([\w.]+)/.exec(statement) ?? [];
  return `${word === 'import' ? '0' : '1'}${module}`;
}

function lineBefore(code: ModuleCode, { source, node }: ImportStatement, line: string): TextEdit {
  const indentation = indentationOf(source, node);
  const start = node.startIndex;
  return { ...code.placeIn(source, start, start), newText: `${line}${endOfLine(source)}${indentation}` };
}

function lineAfter(code: ModuleCode, { source, node }: ImportStatement, line: string): TextEdit {
  return behindLine(code, source, node.endIndex, `${indentationOf(source, node)}${line}`);
}

/** A line behind the one that holds the offset. */
function behindLine(code: ModuleCode, source: Source, offset: number, line: string): TextEdit {
  const newline = source.text.indexOf('\n', offset);
  const at = newline < 0 ? source.text.length : newline + 1;
  const end = endOfLine(source);
  return { ...code.placeIn(source, at, at), newText: newline < 0 ? `${end}${line}` : `${line}${end}` };
}

function indentationOf({ text }: Source, node: SyntaxNode): string {
  const start = text.lastIndexOf('\n', node.startIndex - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, node.startIndex))?.[0] ?? '';
}

/** Behind docstring and `__future__`, else before the first statement. */
function atTop(code: ModuleCode, source: Source | undefined, line: string): TextEdit {
  const own = source ?? code.sources[0];
  if (own === undefined) {
    throw new RangeError('A module has a source.');
  }
  const end = endOfLine(own);
  const statements = own.segments.flatMap((segment) => segment.statements).filter(({ type }) => type !== 'comment');
  const head = statements.filter(
    (statement, index) => statement.type === 'future_import_statement' || (index === 0 && isDocstring(statement)),
  );
  const last = head.at(-1);
  const [first] = statements;
  if (last !== undefined) {
    return behindLine(code, own, last.endIndex, `${end}${line}`);
  }
  const at = first?.startIndex ?? 0;
  return { ...code.placeIn(own, at, at), newText: `${line}${end}${own.cell === undefined ? end : ''}` };
}

function isDocstring(statement: SyntaxNode): boolean {
  return statement.type === 'expression_statement' && statement.namedChildren[0]?.type === 'string';
}

function endOfLine({ text }: Source): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
