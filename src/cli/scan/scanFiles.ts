import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { Analyzer } from '../../core/uses/analysis';
import { loadParser } from '../assets';
import type { SourceFile } from './findFiles';
import type { Outcome } from './report';
import { scanFile } from './scanFile';
import type { Answer, Assignment } from './worker';

/** In bytes of source: what a thread reads in the time that starting another takes. */
const sizePerWorker = 1_000_000;

/** Beyond this, threads wait for the disk. */
const maximumThreads = 16;

/** Scans files one after the other in this thread. */
export async function scanFiles(files: readonly SourceFile[]): Promise<readonly Outcome[]> {
  let analyzer: Promise<Analyzer> | undefined;
  const loadAnalyzer = (): Promise<Analyzer> => (analyzer ??= loadParser().then((parser) => new Analyzer(parser)));
  const outcomes: Outcome[] = [];
  for (const file of files) {
    outcomes.push(await scanFile(file, loadAnalyzer));
  }
  return outcomes;
}

/** Scans files on all cores where there is enough to do; the outcomes are in the order of the files. */
export async function scanFilesInThreads(files: readonly SourceFile[]): Promise<readonly Outcome[]> {
  const size = files.reduce((total, file) => total + file.size, 0);
  const threads = Math.min(availableParallelism(), maximumThreads, Math.floor(size / sizePerWorker) + 1);
  const [own = [], ...others] = share(files, threads);
  const answers = others.map((part) => scanInWorker(part));
  const outcomes = [await scanFiles(own), ...(await Promise.all(answers))].flat();
  const byPath = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
  return files.flatMap(({ path }) => byPath.get(path) ?? []);
}

/** Parts of about equal size: the largest files first, each to the part that has the least. */
function share(files: readonly SourceFile[], count: number): readonly (readonly SourceFile[])[] {
  const parts = Array.from({ length: count }, () => ({ size: 0, files: [] as SourceFile[] }));
  for (const file of [...files].sort((left, right) => right.size - left.size)) {
    const least = parts.reduce((smallest, part) => (part.size < smallest.size ? part : smallest));
    least.files.push(file);
    least.size += file.size;
  }
  return parts.map((part) => part.files);
}

async function scanInWorker(files: readonly SourceFile[]): Promise<readonly Outcome[]> {
  const workerData: Assignment = { files };
  const worker = new Worker(__filename, { workerData, argv: process.argv.slice(2) });
  try {
    return await new Promise<readonly Outcome[]>((resolve, reject) => {
      worker.once('message', ({ outcomes }: Answer) => {
        resolve(outcomes);
      });
      worker.once('error', reject);
    });
  } catch {
    // A thread may be refused memory; its files are read here then.
    return await scanFiles(files);
  } finally {
    void worker.terminate();
  }
}
