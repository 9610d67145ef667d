import * as vscode from 'vscode';
import { writeMessage, type SuiteResult } from './messages';

/** A test runner for hosts with and without Node: what well-known ones need of a document or of Node is not there. */
interface Test {
  readonly name: string;
  readonly body: () => Promise<void>;
}

const tests: Test[] = [];
const secondsPerTest = 20;

export function test(name: string, body: () => Promise<void>): void {
  tests.push({ name, body });
}

/** Runs the tests in the order of their definition and prints one line for each. */
export async function runTests(): Promise<SuiteResult> {
  let passed = 0;
  for (const { name, body } of tests) {
    try {
      await withLimit(body());
      writeMessage({ line: `  ✓ ${name}` });
      passed++;
    } catch (error) {
      writeMessage({ line: `  ✗ ${name}\n${describe(error).replace(/^/gm, '      ')}` });
    }
  }
  const result: SuiteResult = { passed, failed: tests.length - passed, language: vscode.env.language };
  writeMessage(result);
  return result;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  // The stack of a bundled suite helps only where the error came as a surprise.
  return error.name === 'AssertionError' ? error.message : (error.stack ?? error.message);
}

async function withLimit(work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`took longer than ${secondsPerTest} s`));
    }, secondsPerTest * 1000);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
