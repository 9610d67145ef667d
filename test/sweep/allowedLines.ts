import type { ActivationId } from '../../src/core/activations';
import type { TextEdit } from '../../src/core/edits/textEdit';
import type { Range } from '../../src/core/text';
import type { FileAnswer, Lines } from './pythonChecker';

const importLines = /^(?:[ \t]*(?:(?:from|import)[ \t].*)?\r?\n?)+$/;
const madeLayer = /^\s*self\.\w+ = [\w.]*PReLU\(.*\)\s*$/;

/** `act_layer` of `act_layer=nn.ReLU`, `act` of `self.act = partial(`. */
const boundName = /(\w+)\s*(?::[^=]*)?=\s*(?:(?:\w+\.)?partial\()?$/;

/**
 * The first edit that touches anything but the statement of the use, calls of the name that it is bound to, imports,
 * and the initialization of weights; a PReLU is made in `__init__` besides.
 */
export function strayEdit(
  edits: readonly TextEdit[],
  { start }: Range,
  target: ActivationId,
  text: string,
  { statements, imports, initializations }: FileAnswer,
): TextEdit | undefined {
  const own = smallest(statements, start.line + 1);
  const lines = text.split(/\r\n|\n|\r/);
  const name = boundName.exec((lines[start.line] ?? '').slice(0, start.character))?.[1];
  const calls = lines.flatMap((line, index): readonly Lines[] => {
    const statement = name !== undefined && line.includes(`${name}(`) ? smallest(statements, index + 1) : undefined;
    return statement === undefined ? [] : [statement];
  });
  const allowed = [...(own === undefined ? [] : [own]), ...calls, ...imports, ...initializations];
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
