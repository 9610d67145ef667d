/**
 * The few items that come first in an order, without sorting all of them; of equal ones those that were there first.
 *
 * @param most how many at most
 */
export function firstOf<T>(
  items: readonly T[],
  most: number,
  comesBefore: (one: T, other: T) => boolean,
): readonly T[] {
  const first: T[] = [];
  for (const item of items) {
    let place = first.length;
    for (let other = first[place - 1]; other !== undefined && comesBefore(item, other); other = first[place - 1]) {
      place--;
    }
    if (place < most) {
      first.splice(place, 0, item);
      first.length = Math.min(first.length, most);
    }
  }
  return first;
}
