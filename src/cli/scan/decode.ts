import * as l10n from '@vscode/l10n';
import { isAscii } from 'node:buffer';

/** Python's names of encodings that `TextDecoder` knows under another. */
const otherNames: Readonly<Record<string, string>> = {
  'utf-8-sig': 'utf-8',
  'latin-1': 'latin1',
  l1: 'latin1',
  'iso8859-1': 'latin1',
  cp936: 'gbk',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp950: 'big5',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
};

/** The declaration of an encoding in one of the first two lines, as PEP 263 defines it. */
const declaration = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

export type Decoded = DecodedText | { readonly problem: string };

export interface DecodedText {
  readonly text: string;
  /** As `TextDecoder` calls it. */
  readonly encoding: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes Python source as Python does: UTF-8 unless one of its first two lines says otherwise. A byte order mark is no
 * part of the text.
 */
export function decodePython(bytes: Uint8Array): Decoded {
  const name = declaredEncoding(bytes);
  if (name === undefined || /^(?:utf-?8(?:-sig)?|ascii)$/.test(name)) {
    // Most source is ASCII, which needs no decoder.
    return isAscii(bytes)
      ? { text: latin1(bytes), encoding: utf8.encoding }
      : decodeWith(utf8, bytes, l10n.t('not UTF-8'));
  }
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(otherNames[name] ?? name, { fatal: true });
  } catch {
    return { problem: l10n.t("unknown encoding '{0}'", name) };
  }
  return decodeWith(decoder, bytes, l10n.t("not '{0}', although it says so", name));
}

function decodeWith(decoder: TextDecoder, bytes: Uint8Array, problem: string): Decoded {
  try {
    return { text: decoder.decode(bytes), encoding: decoder.encoding };
  } catch {
    return { problem };
  }
}

/** A character for each byte. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** In lower case with hyphens, as `TextDecoder` has names. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes.subarray(0, 400)).replace(/^\u00ef\u00bb\u00bf/, '');
  if (!start.includes('coding')) {
    return undefined;
  }
  const [first = '', second = ''] = start.split(/\r\n|\r|\n/, 2);
  const isBlank = /^[ \t\f]*(?:#.*)?$/.test(first);
  const name = declaration.exec(first)?.[1] ?? (isBlank ? declaration.exec(second)?.[1] : undefined);
  return name?.toLowerCase().replaceAll('_', '-');
}
