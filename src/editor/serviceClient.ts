import * as vscode from 'vscode';
import type { FormulaAsset } from '../core/cards/formulaImage';
import type { ServiceAssets, ServiceMethod, ServiceMethods, ServiceReply, ServiceRequest } from '../service/protocol';
import { startWorker, type ServiceWorker } from './serviceWorker';

interface Pending {
  resolve(response: ServiceMethods[ServiceMethod]['response']): void;
  reject(error: Error): void;
}

/** Asks the worker, which is started by the first request, and again by the next one should it ever end. */
export class ServiceClient implements vscode.Disposable {
  private running: Promise<ServiceWorker> | undefined;
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** @throws Error when the worker cannot be started, ends before it answers, or answers with an error. */
  async request<Method extends ServiceMethod>(
    method: Method,
    request: ServiceMethods[Method]['request'],
  ): Promise<ServiceMethods[Method]['response']> {
    this.running ??= this.start();
    return this.send(await this.running, method, request);
  }

  /** Tells the worker something it need not be started for. */
  async notify<Method extends ServiceMethod>(
    method: Method,
    request: ServiceMethods[Method]['request'],
  ): Promise<void> {
    if (this.running !== undefined) {
      await this.request(method, request);
    }
  }

  dispose(): void {
    this.end('The extension was deactivated.');
  }

  private async start(): Promise<ServiceWorker> {
    try {
      const worker = await startWorker(this.extensionUri, {
        onReply: (reply) => {
          this.settle(reply);
        },
        onEnd: (reason) => {
          this.end(`The worker ended: ${reason}`);
        },
      });
      await this.send(worker, 'start', await readAssets(this.extensionUri));
      return worker;
    } catch (error) {
      this.running = undefined;
      throw error;
    }
  }

  private send<Method extends ServiceMethod>(
    worker: ServiceWorker,
    method: Method,
    request: ServiceMethods[Method]['request'],
  ): Promise<ServiceMethods[Method]['response']> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      worker.post({ id, method, request } as ServiceRequest);
    });
  }

  private settle(reply: ServiceReply): void {
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if ('error' in reply) {
      pending?.reject(new Error(reply.error));
    } else {
      pending?.resolve(reply.response);
    }
  }

  private end(reason: string): void {
    const { running } = this;
    this.running = undefined;
    void running?.then((worker) => {
      worker.terminate();
    }, ignoreFailedStart);
    for (const { reject } of this.pending.values()) {
      reject(new Error(reason));
    }
    this.pending.clear();
  }
}

/** Whoever asked for the start has been told. */
function ignoreFailedStart(): void {
  // Nothing runs that could be ended.
}

/** The same in every host: `workspace.fs` reads the extension's files on a disk, a remote host and a web server. */
async function readAssets(extensionUri: vscode.Uri): Promise<ServiceAssets> {
  const read = (name: string): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', name));
  const [runtime, grammar, formulas] = await Promise.all([
    read('web-tree-sitter.wasm'),
    read('tree-sitter-python.wasm'),
    read('formulas.json'),
  ]);
  return {
    runtime,
    grammar,
    // Written by our own build and shipped beside the code.
    formulas: JSON.parse(new TextDecoder().decode(formulas)) as FormulaAsset,
    ...(vscode.l10n.bundle && { translations: vscode.l10n.bundle }),
  };
}
