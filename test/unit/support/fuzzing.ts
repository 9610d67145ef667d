import fc from 'fast-check';

/**
 * The same inputs in every run, so that a change is judged by what it changed. Other inputs are tried by hand:
 *
 *   FUZZ_SEED=7 FUZZ_RUNS=20000 npm run test:unit
 */
const { FUZZ_SEED: seed = '20261126', FUZZ_RUNS: runs } = process.env;

fc.configureGlobal({ seed: Number(seed), ...(runs === undefined ? {} : { numRuns: Number(runs) }) });
