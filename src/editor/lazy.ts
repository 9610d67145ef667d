/**
 * A value that is made when it is first asked for, and kept. A failure is not kept: the next one to ask tries again,
 * because a file that could not be read on a slow remote may well be readable a moment later.
 */
export function lazy<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
