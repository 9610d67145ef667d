import * as vscode from 'vscode';
import type { ServiceReply, ServiceRequest } from '../service/protocol';

/** A running worker, alike in every host. */
export interface ServiceWorker {
  post(message: ServiceRequest): void;
  terminate(): void;
}

export interface WorkerEvents {
  onReply(reply: ServiceReply): void;
  /** The worker ended or broke; it answers no more. */
  onEnd(reason: string): void;
}

/** Starts `dist/worker.js`: a worker thread where the extension host is Node, else a web worker. */
export async function startWorker(extensionUri: vscode.Uri, events: WorkerEvents): Promise<ServiceWorker> {
  const file = vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js');
  return vscode.env.uiKind === vscode.UIKind.Web && typeof process === 'undefined'
    ? startWebWorker(file, events)
    : startWorkerThread(file, events);
}

function startWebWorker(file: vscode.Uri, { onReply, onEnd }: WorkerEvents): ServiceWorker {
  const worker = new Worker(file.toString(true));
  worker.addEventListener('message', (event: MessageEvent<ServiceReply>) => {
    onReply(event.data);
  });
  worker.addEventListener('error', (event) => {
    onEnd(event.message);
  });
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    terminate: () => {
      worker.terminate();
    },
  };
}

async function startWorkerThread(file: vscode.Uri, { onReply, onEnd }: WorkerEvents): Promise<ServiceWorker> {
  const { Worker: WorkerThread } = await import('node:worker_threads');
  const worker = new WorkerThread(file.fsPath, { name: 'Activation Insight' });
  worker.on('message', onReply);
  worker.on('error', (error) => {
    onEnd(String(error));
  });
  worker.on('exit', (code) => {
    onEnd(`exit code ${code}`);
  });
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    terminate: () => void worker.terminate(),
  };
}
