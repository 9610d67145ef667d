import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactNumber, dataUri, encodeBase64, escapeXml } from '../../../../src/core/cards/image';
import { parseXml } from '../../support/xml';

describe('encodeBase64', () => {
  it('agrees with Node on any ASCII text', () => {
    const ascii = fc.string({ unit: 'binary-ascii', maxLength: 200 });
    fc.assert(fc.property(ascii, (text) => encodeBase64(text) === Buffer.from(text, 'latin1').toString('base64')));
  });
});

describe('dataUri', () => {
  it('gives back the picture to whoever decodes it', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const [head, data = ''] = dataUri({ svg, width: 1, height: 1 }).split(',');
    expect(head).toBe('data:image/svg+xml;base64');
    expect(Buffer.from(data, 'base64').toString('latin1')).toBe(svg);
  });
});

describe('escapeXml', () => {
  it('keeps text that XML can hold, whatever markup it imitates', () => {
    const allowed = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/[^\t\n\r -\uFFFD]/u.test(text));
    fc.assert(
      fc.property(allowed, (text) => {
        expect(parseXml(`<t a="${escapeXml(text)}">${escapeXml(text)}</t>`)).toMatchObject({
          text,
          attributes: { a: text },
        });
      }),
    );
  });

  it('gives ASCII and well-formed XML for any text, lone surrogates and control characters included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const escaped = escapeXml(text + '\uD800\u0000');
        expect(escaped).toMatch(/^[\t\n\r -~]*$/);
        expect(() => parseXml(`<t>${escaped}</t>`)).not.toThrow();
      }),
    );
  });
});

describe('compactNumber', () => {
  it('leaves out what a reader of numbers does not need', () => {
    expect([0.5, -0.25, -0.001, 3, 12.345].map((value) => compactNumber(value, 2))).toEqual([
      '.5',
      '-.25',
      '0',
      '3',
      '12.35',
    ]);
  });

  it('is read as the rounded number', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (value) => {
        expect(Math.abs(Number(compactNumber(value, 2)) - value)).toBeLessThanOrEqual(0.005000001);
      }),
    );
  });
});
