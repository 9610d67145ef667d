/** One replacement in a text: `start` to `oldEnd` of the text before became `start` to `newEnd` of the text after. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/**
 * The smallest single replacement that makes `after` of `before`. Comparing the texts costs a fraction of a
 * millisecond and cannot disagree with them, as a relayed list of edits can.
 */
export function findChange(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  const start = commonLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const suffix = commonLength(
    shorter - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) === after.slice(after.length - to, after.length - from),
  );
  return { start, oldEnd: before.length - suffix, newEnd: after.length - suffix };
}

/** How far two texts are the same, found by halving: comparing pieces compares memory instead of characters. */
function commonLength(limit: number, isSame: (from: number, to: number) => boolean): number {
  let known = 0;
  for (let step = limit; step > 0;) {
    if (known + step <= limit && isSame(known, known + step)) {
      known += step;
    } else {
      step >>= 1;
    }
  }
  return known;
}
