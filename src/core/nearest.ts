/** The entries of a list that a word is most likely meant to be, at most three, the closest first. */
export function nearest(word: string, list: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase();
  return list
    .map((entry) => ({ entry, distance: rank(wanted, entry.toLowerCase()) }))
    .filter(({ entry, distance }) => distance <= Math.max(2, Math.floor(entry.length / 3)))
    .sort((left, right) => left.distance - right.distance || left.entry.length - right.entry.length)
    .slice(0, 3)
    .map(({ entry }) => entry);
}

/** A part of the name comes before a misspelling. */
function rank(wanted: string, entry: string): number {
  return wanted.length >= 3 && entry.includes(wanted) ? 1 : editDistance(wanted, entry);
}

/** The number of characters to insert, delete, replace or swap with their neighbour to get from one word to another. */
function editDistance(from: string, to: string): number {
  let beforeLast: readonly number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          (last[column] ?? Infinity) + 1,
          (current[column - 1] ?? Infinity) + 1,
          (last[column - 1] ?? Infinity) + (isSame ? 0 : 1),
          isSwapped ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? Infinity;
}
