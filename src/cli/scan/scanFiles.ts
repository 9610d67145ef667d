import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Analyzer } from '../../core/uses/analysis';
import { loadParser } from '../assets';
import type { SourceFile } from './findFiles';
import type { Outcome } from './report';
import { scanFile, type ScanTask } from './scanFile';

/** In bytes of source: what a thread reads in the time that another takes to start and to run as fast. */
const sizePerThread = 4_000_000;

/** Beyond this, threads wait for the disk. */
const maximumThreads = 16;

/** What all threads work on together. */
export interface Workload {
  readonly files: readonly SourceFile[];
  readonly task: ScanTask;
  /** One 32-bit number: the index of the next file that nobody has taken. */
  readonly next: SharedArrayBuffer;
}

/** What became of the files that one thread has taken, by their indices. */
export type Outcomes = readonly (readonly [index: number, outcome: Outcome])[];

/** Takes one file after the other until none is left. */
export async function work({ files, task, next }: Workload): Promise<Outcomes> {
  const counter = new Int32Array(next);
  let analyzer: Promise<Analyzer> | undefined;
  const loadAnalyzer = (): Promise<Analyzer> => (analyzer ??= loadParser().then((parser) => new Analyzer(parser)));
  // Following imports is part of the rules, which are loaded by whoever wants problems.
  const imports =
    task === 'problems' ? new (await import('../check/importedFiles')).ImportedFiles(files, loadAnalyzer) : undefined;
  const outcomes: [number, Outcome][] = [];
  for (;;) {
    const index = Atomics.add(counter, 0, 1);
    const file = files[index];
    if (file === undefined) {
      return outcomes;
    }
    outcomes.push([index, await scanFile(file, task, loadAnalyzer, imports)]);
  }
}

/** Scans files on all cores where there is enough to do; the outcomes are in the order of the files. */
export async function scanFiles(files: readonly SourceFile[], task: ScanTask = 'uses'): Promise<readonly Outcome[]> {
  // The largest come first, so that no thread starts on a long one when the others are done.
  const ordered = [...files].sort((left, right) => right.size - left.size);
  const workload = { files: ordered, task, next: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
  const size = files.reduce((total, file) => total + file.size, 0);
  const threads = Math.max(1, Math.min(availableParallelism(), maximumThreads, Math.ceil(size / sizePerThread)));
  const others = Array.from({ length: threads - 1 }, () => workInThread(workload));
  const done = [...(await work(workload)), ...(await Promise.all(others)).flat()];
  const byPath = new Map(done.map(([index, outcome]) => [ordered[index]?.path, outcome]));
  await finish(workload, byPath);
  return files.flatMap(({ path }) => byPath.get(path) ?? []);
}

/** Scans what a thread had taken when it ended: it may have been refused memory. */
async function finish({ files, task }: Workload, byPath: Map<string | undefined, Outcome>): Promise<void> {
  const left = files.filter(({ path }) => !byPath.has(path));
  const outcomes = await work({ files: left, task, next: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) });
  for (const [index, outcome] of outcomes) {
    byPath.set(left[index]?.path, outcome);
  }
}

async function workInThread(workload: Workload): Promise<Outcomes> {
  const worker = new Worker(__filename, { workerData: workload });
  try {
    return await new Promise<Outcomes>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        reject(new Error('the thread ended without an answer'));
      });
    });
  } catch {
    return [];
  } finally {
    void worker.terminate();
  }
}
