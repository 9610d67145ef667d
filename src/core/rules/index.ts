import type { Rule } from './rule';

/** Every rule, in the order in which they are listed and shown. */
export const rules: readonly Rule[] = [];
