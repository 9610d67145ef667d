import * as vscode from 'vscode';
import './activation.test';
import './card.test';
import './chart.test';
import './documents.test';
import './hover.test';
import './language.test';
import { writeMessage } from './messages';
import { runTests } from './runner';
import './problems.test';
import './problemsImports.test';
import './problemsWorkspace.test';
import './settings.test';
import './swap.test';

/** What every host calls; it throws unless all tests have passed. */
export async function run(): Promise<void> {
  const { passed, failed } = await runTests(20, (line) => {
    writeMessage({ line });
  });
  writeMessage({ passed, failed, language: vscode.env.language });
  if (failed > 0 || passed === 0) {
    throw new Error(`${failed} of ${passed + failed} tests failed`);
  }
}
