import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The layers of the code, each with what it must not import. Data flows one way: text → tree → uses → model →
 * cards, problems, swaps → editor or command line.
 */
const editorAndHost = [
  { group: ['vscode', 'vscode/*'], message: 'The core knows nothing of an editor.' },
  { group: ['node:*', 'fs', 'path', 'os', 'url', 'worker_threads'], message: 'The core runs in a browser, too.' },
  { group: ['**/editor/**', '**/cli/**', '**/build/**'], message: 'The core knows nothing above it.' },
];

function forbid(...layers: string[]): { group: string[]; message: string }[] {
  return layers.map((layer) => ({
    group: [`**/${layer}/**`, `**/${layer}`],
    message: `This layer stands below ${layer}.`,
  }));
}

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.cache/', 'test/samples/']),
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'max-lines': ['warn', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Interfaces of the core declare functions as members; records of them are called through their owner.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src/core/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: editorAndHost }],
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'window',
        'document',
        'navigator',
        'fetch',
        'require',
        '__dirname',
      ],
    },
  },
  {
    files: ['src/core/activations/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...editorAndHost, ...forbid('frameworks', 'python', 'uses', 'cards')] },
      ],
    },
  },
  {
    files: ['src/core/numerics/**', 'src/core/python/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [...editorAndHost, ...forbid('uses', 'cards')] }] },
  },
  {
    files: ['src/core/uses/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [...editorAndHost, ...forbid('cards', 'edits', 'model', 'rules', 'swaps')] },
      ],
    },
  },
  {
    files: ['src/core/edits/**', 'src/core/model/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [...editorAndHost, ...forbid('rules', 'swaps')] }] },
  },
  {
    files: ['src/cli/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['vscode'], message: 'The command line has no editor.' }] },
      ],
    },
  },
  {
    files: ['src/editor/**', 'src/extension.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', 'fs', 'path', 'os'], message: 'The extension runs in a browser, too.' },
            ...forbid('cli'),
          ],
        },
      ],
    },
  },
  {
    files: ['test/**'],
    rules: { 'max-lines': 'off' },
  },
);
