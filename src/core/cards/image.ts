/** A picture in a card: a whole SVG document of ASCII characters, and its size in CSS pixels. */
export interface Image {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of an ASCII string. Of our own, as `btoa` and `Buffer` are not both there in every host. */
export function encodeBase64(ascii: string): string {
  let encoded = '';
  for (let index = 0; index < ascii.length; index += 3) {
    // Beyond the end `charCodeAt` gives NaN, which counts as 0 in bit operations.
    const bits = (ascii.charCodeAt(index) << 16) | (ascii.charCodeAt(index + 1) << 8) | ascii.charCodeAt(index + 2);
    encoded +=
      alphabet.charAt((bits >> 18) & 63) +
      alphabet.charAt((bits >> 12) & 63) +
      alphabet.charAt((bits >> 6) & 63) +
      alphabet.charAt(bits & 63);
  }
  const missing = (3 - (ascii.length % 3)) % 3;
  return encoded.slice(0, encoded.length - missing) + '='.repeat(missing);
}

/** The address of `image` for Markdown and HTML. Base64, as parentheses and quotes of plain SVG end a Markdown link. */
export function dataUri(image: Image): string {
  return `data:image/svg+xml;base64,${encodeBase64(image.svg)}`;
}

/** `text` as XML character data or attribute value: markup escaped, characters beyond ASCII as references. */
export function escapeXml(text: string): string {
  let escaped = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isPlain = code >= 0x20 && code < 0x7f && !'<>&"\''.includes(character);
    escaped += isPlain ? character : isXmlCharacter(code) ? `&#${String(code)};` : '?';
  }
  return escaped;
}

/** XML 1.0 knows no control characters but tab and line ends, and no lone surrogates. */
function isXmlCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code < 0xd800) ||
    (code > 0xdfff && code < 0xfffe) ||
    code > 0xffff
  );
}

/** A number for SVG, at most `digits` decimals and no superfluous characters: `.5`, `-3`. */
export function compactNumber(value: number, digits: number): string {
  const rounded = Number(value.toFixed(digits));
  return String(rounded === 0 ? 0 : rounded).replace(/^(-?)0\./, '$1.');
}
