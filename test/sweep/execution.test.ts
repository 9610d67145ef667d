import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../src/core/edits/applyEdits';
import { offersFor } from '../../src/core/swaps/swap';
import type { Analyzer } from '../../src/core/uses/analysis';
import { analyze, loadAnalyzer } from '../unit/support/analyzer';
import { findPythonWithTorch } from '../unit/support/pythonWithTorch';
import { LineProcess } from './lineProcess';

/**
 * `test/fixtures/swaps/run/*.py` make a `network` and a `sample`. Each of their activations is swapped for everything
 * that it is offered; the module must build, map the sample to the same shape, and have a gradient.
 */
const folder = join(import.meta.dirname, '../fixtures/swaps/run');
const modules = readdirSync(folder).filter((name) => name.endsWith('.py'));

interface Run {
  readonly error: string | null;
  readonly shape?: readonly number[];
}

const python = findPythonWithTorch();
if (python === undefined) {
  console.warn('\n*** no Python with PyTorch is there: swapped modules are NOT run ***\n');
}

describe.skipIf(python === undefined)('PyTorch runs', () => {
  let analyzer: Analyzer;
  let runner: LineProcess;
  let count = 0;

  beforeAll(async () => {
    analyzer = await loadAnalyzer();
    runner = new LineProcess(python ?? '', join(import.meta.dirname, 'torch_runner.py'));
  });

  afterAll(() => {
    runner.end();
    console.log(`swapped modules that PyTorch ran: ${count}`);
  });

  function run(text: string): Promise<Run> {
    count += 1;
    return runner.ask({ text }) as Promise<Run>;
  }

  it.each(modules)('%s with every swap that it is offered', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const { error, shape } = await run(text);
    expect(error).toBeNull();
    const failures: string[] = [];
    const swaps = swapsOf(text);
    for (const { what, edited } of swaps) {
      const result = await run(edited);
      if (result.error !== null || String(result.shape) !== String(shape)) {
        failures.push(`${what}: ${result.error ?? `shape ${String(result.shape)}`}`);
      }
    }
    expect(swaps.length).toBeGreaterThan(0);
    expect(failures).toEqual([]);
  });

  function swapsOf(text: string): readonly { readonly what: string; readonly edited: string }[] {
    const analysis = analyze(analyzer, text);
    const swaps = analysis.uses
      .filter(({ madeAt }) => madeAt === undefined)
      .flatMap((use) =>
        offersFor(analysis, use)
          .filter(({ edits }) => edits.length > 0)
          .map(({ target, edits }) => ({
            what: `line ${use.range.start.line + 1}: ${use.path} -> ${target}`,
            edited: applyEdits(text, edits),
          })),
      );
    analysis.dispose();
    return swaps;
  }
});
