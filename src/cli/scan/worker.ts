import { parentPort, workerData } from 'node:worker_threads';
import type { SourceFile } from './findFiles';
import type { Outcome } from './report';
import { scanFiles } from './scanFiles';

/** What a worker is started with. */
export interface Assignment {
  readonly files: readonly SourceFile[];
}

/** What it answers. */
export interface Answer {
  readonly outcomes: readonly Outcome[];
}

/** Runs in a worker thread: scans the files that it was started with. */
export async function answer(): Promise<void> {
  // Written by `scanFiles` in this very bundle.
  const { files } = workerData as Assignment;
  const message: Answer = { outcomes: await scanFiles(files) };
  parentPort?.postMessage(message);
}
