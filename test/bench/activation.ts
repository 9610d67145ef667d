import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, type Measurement } from './report';

const runs = 11;

/**
 * Loads the bundle in a fresh process, as an extension host does, with a stand-in for the editor whose every member can
 * be called, and activates it.
 */
const script = `
  const Module = require('node:module');
  const anything = () => new Proxy(function () {}, {
    get: (_target, name) => (name === Symbol.toPrimitive ? () => '' : anything()),
    apply: () => anything(),
    construct: () => anything(),
  });
  const names = ['window', 'workspace', 'languages', 'commands', 'env', 'extensions', 'l10n', 'notebooks', 'tasks',
    'Uri', 'Range', 'Position', 'Hover', 'MarkdownString', 'Disposable', 'EventEmitter', 'ThemeIcon', 'UIKind',
    'ColorThemeKind', 'ViewColumn', 'StatusBarAlignment', 'CodeActionKind', 'DiagnosticSeverity'];
  const vscode = Object.fromEntries(names.map((name) => [name, anything()]));
  const load = Module._load;
  Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));
  const start = performance.now();
  const extension = require(process.argv[1]);
  extension.activate({ subscriptions: [], extensionUri: anything() });
  process.stdout.write(String(performance.now() - start));
  process.exit(0);
`;

/** From the first byte of the bundle to the end of `activate`. */
export function measureActivation(): Measurement {
  const bundle = join(import.meta.dirname, '../../dist/extension.js');
  const samples = Array.from({ length: runs }, () =>
    Number(execFileSync(process.execPath, ['-e', script, bundle], { encoding: 'utf8' })),
  );
  return { name: 'activation of the extension', measured: median(samples), budget: 10, unit: 'ms' };
}
