import { LineIndex } from '../python/lineIndex';
import type { TextEdit } from './textEdit';

/**
 * The text with the edits made. All edits are of one file or cell; two that start at one place stay in their order.
 *
 * @throws RangeError when two edits overlap.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const placed = edits
    .map(({ range, newText }, order) => ({
      start: lines.offsetAt(range.start),
      end: lines.offsetAt(range.end),
      newText,
      order,
    }))
    .sort((one, other) => one.start - other.start || one.end - other.end || one.order - other.order);
  let result = '';
  let done = 0;
  for (const { start, end, newText } of placed) {
    if (start < done) {
      throw new RangeError('Two edits overlap.');
    }
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}
