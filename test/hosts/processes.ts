import { spawn, spawnSync, type ChildProcess } from 'node:child_process';

const running = new Set<ChildProcess>();
const isWindows = process.platform === 'win32';

export interface StartOptions {
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface RunningProcess {
  readonly child: ChildProcess;
  /** What it printed last, for messages about failures. */
  tail(): string;
  /** Resolves with the exit code once the process has ended (-1 if it was killed or could not be started). */
  readonly ended: Promise<number>;
}

/** Starts a process in a group of its own, so that `stop` ends its children as well. */
export function start(command: string, args: readonly string[], options: StartOptions = {}): RunningProcess {
  const child = spawn(command, args, {
    cwd: options.directory,
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: !isWindows,
    windowsHide: true,
  });
  running.add(child);
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      output += error.message;
      running.delete(child);
      resolve(-1);
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve(code ?? -1);
    });
  });
  return { child, ended, tail: () => output.trim() };
}

/** Ends a process and all that it started; resolves when it is gone. */
export async function stop({ child, ended }: RunningProcess): Promise<void> {
  if (running.has(child)) {
    signal(child, 'SIGTERM');
    const patience = setTimeout(() => {
      signal(child, 'SIGKILL');
    }, 3000);
    await ended;
    clearTimeout(patience);
  }
  // The leader may leave members of its group behind.
  signal(child, 'SIGKILL');
}

function signal(child: ChildProcess, name: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) {
    return;
  }
  if (isWindows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group has ended already, which is what was wanted.
  }
}

/** Whether a process of this number runs. */
export function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) {
    return false;
  }
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

process.on('exit', () => {
  for (const child of running) {
    signal(child, 'SIGKILL');
  }
});

let stopCalmly: (() => void) | undefined;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    if (stopCalmly === undefined) {
      process.exit(130);
    }
    stopCalmly();
  });
}

/** Resolves when somebody asks this script to stop, which otherwise ends it at once. */
export function stopRequested(): Promise<void> {
  return new Promise((resolve) => {
    stopCalmly = resolve;
  });
}
