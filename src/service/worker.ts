/** The entry of the worker: a web worker in browser hosts, a worker thread in Node hosts. */
import type { ServiceReply, ServiceRequest } from './protocol';
import { Service } from './service';

/** The end of the channel inside the worker, alike in both kinds. */
interface Port {
  post(reply: ServiceReply): void;
  listen(receive: (message: ServiceRequest) => void): void;
}

async function openPort(): Promise<Port> {
  if (typeof self !== 'undefined' && typeof self.postMessage === 'function') {
    return {
      post: (reply) => {
        self.postMessage(reply);
      },
      listen: (receive) => {
        self.addEventListener('message', (event: MessageEvent<ServiceRequest>) => {
          receive(event.data);
        });
      },
    };
  }
  const { parentPort } = await import('node:worker_threads');
  return {
    post: (reply) => parentPort?.postMessage(reply),
    listen: (receive) => parentPort?.on('message', receive),
  };
}

async function answer(message: ServiceRequest, started: Promise<Service>): Promise<ServiceReply> {
  const { id } = message;
  try {
    const service = await started;
    return { id, response: message.method === 'start' ? undefined : service.answer(message) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function run(): Promise<void> {
  const port = await openPort();
  let started: Promise<Service> = Promise.reject(new Error('The first request must start the service.'));
  // Handled where it is awaited.
  started.catch(() => undefined);
  port.listen((message) => {
    if (message.method === 'start') {
      started = Service.start(message.request);
    }
    void answer(message, started).then((reply) => {
      port.post(reply);
    });
  });
}

void run();
