/** A test runner for hosts with and without Node: what well-known ones need of a document or of Node is not there. */
interface Test {
  readonly name: string;
  readonly body: () => Promise<void>;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

const tests: Test[] = [];

export function test(name: string, body: () => Promise<void>): void {
  tests.push({ name, body });
}

/**
 * Runs the tests that have been defined since the last run, in their order, each for `seconds` at most, and reports
 * each in one line.
 */
export async function runTests(
  seconds: number,
  report: (line: string) => void,
  afterFailure: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<TestCounts> {
  let passed = 0;
  const defined = tests.splice(0);
  for (const { name, body } of defined) {
    try {
      await withLimit(body(), seconds);
      report(`  ✓ ${name}`);
      passed++;
    } catch (error) {
      report(`  ✗ ${name}\n${describe(error).replace(/^/gm, '      ')}`);
      await afterFailure(name);
    }
  }
  return { passed, failed: defined.length - passed };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // The stack of a bundled suite helps only where the error came as a surprise.
  return error.name === 'AssertionError' ? error.message : (error.stack ?? error.message);
}

async function withLimit(work: Promise<void>, seconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`took longer than ${seconds} s`));
    }, seconds * 1000);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
