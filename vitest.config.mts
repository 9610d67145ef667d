import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'test/unit/**/*.test.ts',
      'test/truth/**/*.test.ts',
      'test/claims/**/*.test.ts',
      'test/sweep/**/*.test.ts',
    ],
    setupFiles: ['test/unit/support/fuzzing.ts'],
    // Thousands of cases: one line a file, and every failure in full.
    reporters: [['default', { summary: false }]],
    testTimeout: 60_000,
    hookTimeout: 300_000,
    coverage: {
      provider: 'v8',
      include: ['src/core/**/*.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 95 },
    },
  },
});
