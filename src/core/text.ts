/**
 * Positions and ranges in a text, as the Language Server Protocol counts them: zero-based lines,
 * `character` in UTF-16 code units, `end` exclusive.
 */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

function isSamePosition(one: Position, other: Position): boolean {
  return one.line === other.line && one.character === other.character;
}

export function isSameRange(one: Range, other: Range): boolean {
  return isSamePosition(one.start, other.start) && isSamePosition(one.end, other.end);
}

/** A string shown to the user, looked up when it is shown, so that the display language is known by then. */
export type Message = () => string;

/** The value of an argument as far as the source tells it; `null` where it is no literal. */
export type ArgumentValue = number | boolean | string | null;

export type Arguments = Readonly<Record<string, ArgumentValue>>;
