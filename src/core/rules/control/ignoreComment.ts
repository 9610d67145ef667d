import type { Range } from '../../text';
import { joinedLines, readComments } from './commentLayout';

/** The end of a list of rules that are ignored already. */
const list = /activation-insight:[ \t]*ignore\[[^\]]*(?=\])/;

/**
 * The edit that silences a rule on a line: a comment behind it, or behind the last of the lines that strings and
 * backslashes join with it. A comment there that silences other rules takes this one up, too.
 *
 * @param text of the file or cell
 * @param line zero-based, on which the problem starts
 */
export function ignoreComment(
  text: string,
  line: number,
  rule: string,
): { readonly range: Range; readonly newText: string } {
  const layout = readComments(text);
  const { last } = joinedLines(line, layout);
  const comment = layout.comments.find((one) => one.line === last);
  const known = comment && list.exec(comment.text);
  if (comment !== undefined && known) {
    const end = { line: last, character: comment.character + known.index + known[0].length };
    return { range: { start: end, end }, newText: `, ${rule}` };
  }
  const content = text.split(/\r\n|\r|\n/)[last] ?? '';
  return {
    range: {
      start: { line: last, character: content.trimEnd().length },
      end: { line: last, character: content.length },
    },
    newText: `  # activation-insight: ignore[${rule}]`,
  };
}
