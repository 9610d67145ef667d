import { parentPort, workerData } from 'node:worker_threads';
import { work, type Workload } from './scanFiles';

/** Runs in a worker thread: takes its share of the files that it was started with. */
export async function answer(): Promise<void> {
  // Written by `scanFiles` in this very bundle.
  parentPort?.postMessage(await work(workerData as Workload));
}
