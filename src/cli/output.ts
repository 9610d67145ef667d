import * as l10n from '@vscode/l10n';

/** A mistake of the user, to be shown without a stack trace. */
export class UserError extends Error {}

/** JSON as the contract has it: infinities are the strings "inf" and "-inf"; nothing is NaN. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => (typeof entry === 'number' ? jsonNumber(entry) : entry));
}

function jsonNumber(value: number): number | string | null {
  if (value === Infinity) {
    return 'inf';
  }
  if (value === -Infinity) {
    return '-inf';
  }
  return Number.isNaN(value) ? null : value;
}

/** Writes to the standard output and waits until it is taken, so that nothing is lost when the process ends. */
export async function print(text: string): Promise<void> {
  await printBytes(Buffer.from(text.endsWith('\n') ? text : `${text}\n`));
}

/** As `print`, for what is not UTF-8, or is complete as it is. */
export async function printBytes(bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(bytes, () => {
      resolve();
    });
  });
}

/** Columns of text, as wide as their widest cell; wide characters of East Asian scripts count twice. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(cell));
    });
  }
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u;

function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

/** Text from files may hold what terminals obey. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ');
}

/** The reason of an error of the file system, in words. */
export function fileErrorText(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return l10n.t('does not exist');
    case 'EACCES':
    case 'EPERM':
      return l10n.t('may not be read');
    case 'ELOOP':
      return l10n.t('is a link to itself');
    default:
      return l10n.t('cannot be read ({0})', typeof code === 'string' ? code : String(error));
  }
}
