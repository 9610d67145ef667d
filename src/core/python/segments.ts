import { Segment, type Source } from './segment';

/** Segments of an earlier state, by their text; each can be taken over once. */
export type SpareSegments = Map<string, Segment[]>;

/**
 * Splits a source into the statements at its top level. A statement with the text and type of a spare segment takes
 * that over, unless the tree is damaged: what the parser makes of broken code depends on its surroundings.
 */
export function splitSource(source: Source, spare: SpareSegments): Segment[] {
  const segments: Segment[] = [];
  const cursor = source.tree.walk();
  const isTreeSound = !source.tree.hasError;
  for (let more = cursor.gotoFirstChild(); more; more = cursor.gotoNextSibling()) {
    const type = cursor.nodeType;
    if (type === 'comment') {
      continue;
    }
    const start = cursor.startIndex;
    const text = source.text.slice(start, cursor.endIndex);
    const isSound = isTreeSound || !cursor.currentNode.hasError;
    const kept = isSound ? takeSpare(spare, text, type) : undefined;
    if (kept === undefined) {
      segments.push(new Segment(source, start, text, type, isSound));
    } else {
      kept.moveTo(source, start);
      segments.push(kept);
    }
  }
  cursor.delete();
  return segments;
}

export function collectSpare(segments: readonly Segment[]): SpareSegments {
  const spare: SpareSegments = new Map();
  for (const segment of segments) {
    const same = spare.get(segment.text);
    if (same === undefined) {
      spare.set(segment.text, [segment]);
    } else {
      same.push(segment);
    }
  }
  return spare;
}

function takeSpare(spare: SpareSegments, text: string, type: string): Segment | undefined {
  const same = spare.get(text);
  return same?.[0]?.type === type && same[0].isSound ? same.shift() : undefined;
}
