import type { ArgumentValue } from '../../text';
import type { CallTerm, Term } from './term';

/** The axis that a softmax written by hand sums over; `null` where it does not say. */
export function axisIn(term: Term): ArgumentValue {
  return callsIn(term).find((part) => part.axis !== undefined)?.axis ?? null;
}

function callsIn(term: Term): readonly CallTerm[] {
  switch (term.kind) {
    case 'product':
      return term.factors.flatMap(callsIn);
    case 'sum':
      return term.terms.flatMap(callsIn);
    case 'power':
      return callsIn(term.base);
    case 'call':
      return [term, ...term.operands.flatMap(callsIn)];
    default:
      return [];
  }
}
