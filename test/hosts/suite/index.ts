import './activation.test';
import './hover.test';
import './card.test';
import './documents.test';
import './settings.test';
import './language.test';
import { runTests } from './runner';

/** What every host calls; it throws unless all tests have passed. */
export async function run(): Promise<void> {
  const { passed, failed } = await runTests();
  if (failed > 0 || passed === 0) {
    throw new Error(`${failed} of ${passed + failed} tests failed`);
  }
}
