/**
 * Measures what the budgets are about and prints it. It fails only where something cannot be measured: how fast a
 * machine is says nothing about the code.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { measureActivation } from './activation';
import { measureAnalysis } from './analysis';
import { measureCheck } from './check';
import { printReport } from './report';
import { measureScan } from './scan';
import { measureSizes } from './sizes';

async function run(): Promise<void> {
  if (!existsSync(join(import.meta.dirname, '../../dist/extension.js'))) {
    throw new Error('dist/ is empty: run `npm run build` first');
  }
  printReport([measureActivation(), ...(await measureAnalysis()), measureScan(), measureCheck(), ...measureSizes()]);
}

void run();
