import type { ActivationId } from '../../src/core/activations';
import type { TextEdit } from '../../src/core/edits/textEdit';
import type { Range } from '../../src/core/text';
import type { FileAnswer, Lines } from './pythonChecker';

const importLines = /^(?:[ \t]*(?:(?:from|import)[ \t].*)?\r?\n?)+$/;
const madeLayer = /^\s*self\.\w+ = [\w.]*PReLU\(.*\)\s*$/;

/**
 * The first edit that touches anything but the statement of the use, imports, and the initialization of weights; a
 * PReLU is made in `__init__` besides.
 */
export function strayEdit(
  edits: readonly TextEdit[],
  use: Range,
  target: ActivationId,
  { statements, imports, initializations }: FileAnswer,
): TextEdit | undefined {
  const own = smallest(statements, use.start.line + 1);
  const allowed = [...(own === undefined ? [] : [own]), ...imports, ...initializations];
  return edits.find((edit) => {
    const isInsertion = linesOf(edit)[0] > linesOf(edit)[1] || isEmpty(edit.range);
    const isNewImport = isInsertion && importLines.test(edit.newText);
    const isNewLayer = isInsertion && target === 'prelu' && madeLayer.test(edit.newText);
    return !isNewImport && !isNewLayer && !allowed.some((lines) => contains(lines, linesOf(edit)));
  });
}

/** The innermost statement on a line: its lines are within those of the others. */
function smallest(statements: readonly Lines[], line: number): Lines | undefined {
  return statements
    .filter((lines) => contains(lines, [line, line]))
    .sort((one, other) => one[1] - one[0] - (other[1] - other[0]))[0];
}

/** A whole line ends where the next one starts, which it does not touch. */
function linesOf({ range: { start, end } }: TextEdit): Lines {
  const endsBeforeLine = end.character === 0 && end.line > start.line;
  return [start.line + 1, end.line + (endsBeforeLine ? 0 : 1)];
}

function isEmpty({ start, end }: Range): boolean {
  return start.line === end.line && start.character === end.character;
}

function contains([first, last]: Lines, [from, to]: Lines): boolean {
  return from >= first && to <= last;
}
