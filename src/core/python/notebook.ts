import * as l10n from '@vscode/l10n';
import { isRecord, type UnknownRecord } from '../record';
import type { Message } from '../text';

/** A Python cell of a notebook, as it is parsed. */
export interface NotebookCell {
  /** Among all cells of the notebook, text cells included. */
  readonly index: number;
  /** The source with IPython's own lines masked; offsets and lines are those of the source. */
  readonly text: string;
}

export type NotebookReading =
  | { readonly kind: 'notebook'; readonly cells: readonly NotebookCell[] }
  | { readonly kind: 'unreadable'; readonly reason: Message };

/**
 * Reads the Python cells of a notebook file (`.ipynb`, nbformat 3 and 4). A notebook in another language has none;
 * damaged cells are left out.
 */
export function readNotebook(json: string): NotebookReading {
  let content: unknown;
  try {
    content = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    return { kind: 'unreadable', reason: () => l10n.t('the notebook is no valid JSON') };
  }
  const cells = isRecord(content) ? cellsOf(content) : undefined;
  if (!isRecord(content) || cells === undefined) {
    return { kind: 'unreadable', reason: () => l10n.t('the file is no notebook: it has no cells') };
  }
  const isPython = isPythonName(languageOf(content));
  return { kind: 'notebook', cells: cells.flatMap((cell, index) => readCell(cell, index, isPython)) };
}

function recordIn(container: UnknownRecord, key: string): UnknownRecord {
  const value = container[key];
  return isRecord(value) ? value : {};
}

/** nbformat 3 keeps its cells in worksheets; they are numbered through. */
function cellsOf(content: UnknownRecord): readonly unknown[] | undefined {
  const cells: unknown = content['cells'];
  if (Array.isArray(cells)) {
    return cells as readonly unknown[];
  }
  const sheets: unknown = content['worksheets'];
  if (!Array.isArray(sheets)) {
    return undefined;
  }
  return sheets.flatMap((sheet: unknown) =>
    isRecord(sheet) && Array.isArray(sheet['cells']) ? (sheet['cells'] as readonly unknown[]) : [],
  );
}

/** The language of the kernel; nothing where the file does not say, which is how new notebooks start. */
function languageOf(content: UnknownRecord): string | undefined {
  const metadata = recordIn(content, 'metadata');
  const kernel = recordIn(metadata, 'kernelspec');
  const names = [recordIn(metadata, 'language_info')['name'], kernel['language'], kernel['name'], metadata['language']];
  return names.find((name): name is string => typeof name === 'string' && name !== '');
}

function isPythonName(name: string | undefined): boolean {
  return name === undefined || /python|pyodide|sage|conda|venv/i.test(name);
}

function readCell(cell: unknown, index: number, isPython: boolean): readonly NotebookCell[] {
  if (!isRecord(cell) || cell['cell_type'] !== 'code') {
    return [];
  }
  const own = recordIn(recordIn(cell, 'metadata'), 'vscode')['languageId'] ?? cell['language'];
  if (typeof own === 'string' ? !isPythonName(own) : !isPython) {
    return [];
  }
  const source = joinLines(cell['source'] ?? cell['input']);
  return source === undefined ? [] : [{ index, text: maskMagics(source) }];
}

function joinLines(source: unknown): string | undefined {
  if (Array.isArray(source)) {
    return source.filter((line): line is string => typeof line === 'string').join('');
  }
  return typeof source === 'string' ? source : undefined;
}

/** Cell magics whose cell holds another language, or text. */
const otherLanguages =
  /^(?:bash|sh|script|system|sx|!|cmd|powershell|pwsh|html|HTML|javascript|js|latex|markdown|svg|SVG|perl|ruby|R|julia|cython|fortran|sql|bigquery|writefile|file|mermaid|css|node|rust|cpp|c|java|scala|spark|sparkr|local|configure|ai|prolog|octave|matlab|stata|sas|cuda|cu|nvcc\w*)$/;

/** Line magics that run the Python statement behind them, after their options. */
const statementMagics =
  /^%(?:time|timeit|prun|memit|lprun|mprun|debug|snakeviz|pyinstrument)\b(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]*/;

const helpPattern = /^(\s*[\w.]+(?:\[[^\]]*\])?)(\?{1,2})\s*$/;
const assignmentPattern = /^(\s*[\w.,\s[\]'"]+=\s*)([!%].*)$/;

/**
 * Replaces what only IPython understands (`%magic`, `!command`, `name?`, `files = !ls`, cells in other languages) by
 * harmless Python of the same length, so that every other character keeps its offset.
 */
export function maskMagics(text: string): string {
  if (!/[%!?]/.test(text)) {
    return text;
  }
  const start = /^\s*/.exec(text)?.[0].length ?? 0;
  const cellMagic = /^%%([\w!]+)/.exec(text.slice(start));
  if (cellMagic !== null && otherLanguages.test(cellMagic[1] ?? '')) {
    return text.replaceAll(/[^\r\n]/g, ' ');
  }
  return new MagicMasker().mask(text);
}

/** Follows strings and brackets, because a `%` inside them is no magic. */
class MagicMasker {
  private quote = '';
  private depth = 0;
  /** The line before ends in a backslash. */
  private continues = false;
  /** The line before is a command that goes on. */
  private commandContinues = false;

  mask(text: string): string {
    return text.replaceAll(/[^\r\n]+|\r\n|\r|\n/g, (line) => (/[\r\n]/.test(line) ? line : this.maskLine(line)));
  }

  private maskLine(line: string): string {
    if (this.commandContinues) {
      this.commandContinues = line.endsWith('\\');
      return ' '.repeat(line.length);
    }
    const isStart = this.quote === '' && this.depth === 0 && !this.continues;
    const masked = isStart ? this.maskStatement(line) : line;
    this.follow(masked);
    return masked;
  }

  private maskStatement(line: string): string {
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const statement = line.slice(indent.length);
    if (/^(?:%%|[%!?])/.test(statement)) {
      const magic = statementMagics.exec(statement)?.[0] ?? '';
      if (magic !== '' && magic.length < statement.length) {
        return `${indent}0;${' '.repeat(magic.length - 2)}${statement.slice(magic.length)}`;
      }
      this.commandContinues = line.endsWith('\\');
      return indent + harmless(statement.length);
    }
    const help = helpPattern.exec(line);
    if (help !== null) {
      return line.replaceAll('?', ' ');
    }
    const assignment = assignmentPattern.exec(line);
    if (assignment !== null) {
      const [, target = '', command = ''] = assignment;
      this.commandContinues = line.endsWith('\\');
      return target + '0'.padEnd(command.length);
    }
    return line;
  }

  /** Keeps track of strings and brackets that stay open. */
  private follow(line: string): void {
    this.continues = false;
    let at = 0;
    while (at < line.length) {
      at = this.quote === '' ? this.followCode(line, at) : this.followString(line, at);
    }
    // Only strings in three quotes go on in the next line, and others behind a backslash.
    if (this.quote.length === 1 && !line.endsWith('\\')) {
      this.quote = '';
    }
  }

  private followCode(line: string, at: number): number {
    const character = line.charAt(at);
    switch (character) {
      case '#':
        return line.length;
      case '"':
      case "'":
        this.quote = line.startsWith(character.repeat(3), at) ? character.repeat(3) : character;
        return at + this.quote.length;
      case '(':
      case '[':
      case '{':
        this.depth++;
        return at + 1;
      case ')':
      case ']':
      case '}':
        this.depth = Math.max(0, this.depth - 1);
        return at + 1;
      case '\\':
        this.continues = at === line.length - 1;
        return at + 1;
      default:
        return at + 1;
    }
  }

  private followString(line: string, at: number): number {
    if (line.charAt(at) === '\\') {
      return at + 2;
    }
    if (line.startsWith(this.quote, at)) {
      const { length } = this.quote;
      this.quote = '';
      return at + length;
    }
    return at + 1;
  }
}

/** A statement that does nothing, so that a block with nothing but commands in it stays a block. */
function harmless(length: number): string {
  const statement = length >= 4 ? 'pass' : '0';
  return statement.slice(0, length).padEnd(length);
}
