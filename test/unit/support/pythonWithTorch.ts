import { spawnSync } from 'node:child_process';

/** The first Python that has PyTorch; the variable PYTHON names another one to try first. */
export function findPythonWithTorch(): string | undefined {
  const candidates = [process.env['PYTHON'] ?? 'python3', 'python3', '/usr/bin/python3'];
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0);
}
