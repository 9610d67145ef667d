import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** Nothing that is asked after this means anything. */
export class DeadProcess extends Error {}

/** A program that reads requests as lines of JSON and answers each in one line, in their order. */
export class LineProcess {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting: { resolve: (answer: unknown) => void; reject: (error: Error) => void }[] = [];
  private errors = '';
  private hasEnded = false;

  constructor(command: string, ...parameters: readonly string[]) {
    this.process = spawn(command, parameters);
    createInterface(this.process.stdout).on('line', (line) => {
      this.waiting.shift()?.resolve(JSON.parse(line));
    });
    this.process.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    this.process.stdin.on('error', () => {
      // Whoever waits for an answer is told when the process closes.
    });
    this.process.once('close', () => {
      this.hasEnded = true;
      for (const { reject } of this.waiting.splice(0)) {
        reject(this.failure());
      }
    });
  }

  /** @throws DeadProcess when the program has ended. */
  ask(request: object): Promise<unknown> {
    if (this.hasEnded) {
      return Promise.reject(this.failure());
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.process.stdin.write(`${JSON.stringify(request)}\n`);
    });
  }

  private failure(): DeadProcess {
    return new DeadProcess(`${this.process.spawnargs.join(' ')} has ended:\n${this.errors}`);
  }

  end(): void {
    this.process.stdin.end();
  }
}
