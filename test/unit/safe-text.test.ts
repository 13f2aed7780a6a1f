import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, findUnsafeCharacter, isSafeText, SAFE_TEXT_PATTERN } from '../../src/text/safe-text.js';

/** Every code point that the rule rejects. */
const UNSAFE_RANGES = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
  [0xd800, 0xdfff],
  [0xfdd0, 0xfdef],
  ...Array.from({ length: 17 }, (_, plane) => [plane * 0x10000 + 0xfffe, plane * 0x10000 + 0xffff] as const),
] as const;

const isUnsafe = (codePoint: number) => UNSAFE_RANGES.some(([from, to]) => codePoint >= from && codePoint <= to);

const unsafeCodePoint = fc.oneof(...UNSAFE_RANGES.map(([min, max]) => fc.integer({ min, max })));
const safeText = fc.string({ unit: 'binary' }).map((text) => Array.from(text).filter(isSafeText).join(''));
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      unsafeCodePoint.map((point) => String.fromCodePoint(point)),
    ),
  )
  .map((parts) => parts.join(''));

describe('safe text', () => {
  it('rejects exactly the listed code points', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      if (isSafeText(String.fromCodePoint(codePoint)) === isUnsafe(codePoint))
        expect.fail(`U+${codePoint.toString(16)} is decided wrongly`);
    }
  });

  it('names the first character that it rejects, wherever it stands', () => {
    fc.assert(
      fc.property(safeText, unsafeCodePoint, fc.string(), (before, codePoint, after) => {
        // A high surrogate before a low one is a pair, which is another character.
        fc.pre(codePoint < 0xd800 || codePoint > 0xdfff || after === '' || !/^[\udc00-\udfff]/.test(after));
        const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
        expect(findUnsafeCharacter(`${before}${String.fromCodePoint(codePoint)}${after}`)).toBe(name);
      }),
    );
  });

  it('is published as a pattern that rejects nothing safe', () => {
    const pattern = new RegExp(SAFE_TEXT_PATTERN);
    fc.assert(fc.property(safeText, (text) => pattern.test(text)));
    for (const unsafe of ['\0', '\n', '\u0085', '\u202e', '\u2066', '\uffff']) expect(unsafe).not.toMatch(pattern);
  });
});

describe('cleaned text', () => {
  it('is safe, no longer than allowed, and unchanged by another cleaning', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 0, max: 50 }), (text, maxLength) => {
        const cleaned = cleanText(text, maxLength);
        expect(findUnsafeCharacter(cleaned)).toBeUndefined();
        expect(Array.from(cleaned).length).toBeLessThanOrEqual(maxLength);
        expect(cleanText(cleaned, maxLength)).toBe(cleaned);
      }),
    );
  });

  it('keeps safe text as it is, without surrounding space', () => {
    fc.assert(
      fc.property(safeText, (text) => {
        expect(cleanText(text, 1_000)).toBe(text.trim());
      }),
    );
  });
});
