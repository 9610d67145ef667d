/** Folders of tools and of installed packages: they are looked into only when they are named. */
export const otherFolders: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '__pycache__',
  '.venv',
  'venv',
  'site-packages',
  '.tox',
  '.nox',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.ipynb_checkpoints',
]);

/** Names of Python files and notebooks. */
export const sourceExtensions: readonly string[] = ['py', 'pyi', 'pyw', 'ipynb'];
