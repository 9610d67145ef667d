import type { Kink } from './activation';

/** For functions that are differentiable everywhere. */
export function noKinks(): readonly Kink[] {
  return [];
}

/** A bend at `at`, or nothing where the parameters make both slopes equal. */
export function cornerBetween(left: number, right: number, at: number): readonly Kink[] {
  return left === right ? [] : [{ at, kind: 'corner', left, right }];
}

/** A leap at `at`. */
export function jump(left: number, right: number, at: number): Kink {
  return { at, kind: 'jump', left, right };
}
