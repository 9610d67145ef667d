/**
 * How npm is started: as a script where npm itself started us (on Windows, `npm` is a batch file that cannot be
 * spawned), else by name.
 */
export function npmCommand(args: readonly string[]): readonly [command: string, args: readonly string[]] {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) {
    return [process.execPath, [script, ...args]];
  }
  return process.platform === 'win32' ? ['cmd', ['/d', '/s', '/c', 'npm', ...args]] : ['npm', args];
}
