import fc from 'fast-check';

/** Every general category of Unicode. */
const CATEGORIES = [
  ...['Lu', 'Ll', 'Lt', 'Lm', 'Lo', 'Mn', 'Mc', 'Me', 'Nd', 'Nl', 'No', 'Pc', 'Pd', 'Ps', 'Pe', 'Pi', 'Pf', 'Po'],
  ...['Sm', 'Sc', 'Sk', 'So', 'Zs', 'Zl', 'Zp', 'Cc', 'Cf', 'Cs', 'Co', 'Cn'],
];
/** Enough of each category to meet its oddities, with few of the largest. */
const CHARACTERS_PER_CATEGORY = 40;

function charactersOf(category: string): string[] {
  const pattern = new RegExp(`^\\p{${category}}$`, 'u');
  const found: string[] = [];
  for (let codePoint = 0; codePoint <= 0x10ffff && found.length < CHARACTERS_PER_CATEGORY; codePoint += 1) {
    const character = String.fromCodePoint(codePoint);
    if (pattern.test(character)) found.push(character);
  }
  return found;
}

const character = fc.oneof(
  ...CATEGORIES.map((category) => fc.constantFrom(...charactersOf(category))),
  fc.constantFrom('\0', '\u202e', '\u2066', '\u200f', '\ufeff', '\ufdd0', '\uffff', '\u{1fffe}', '\ud83d', '\udc00'),
);

/** Text that other systems have failed on. */
const NOTORIOUS = [
  ...['', ' ', '\0', '%00', '%', '../..', "'; DROP TABLE orders.orders; --", '${7*7}', '<script>', '__proto__', 'null'],
  ...['NaN', 'Infinity', '-0', '1e400', '0x10', '00000000-0000-0000-0000-000000000000', 'true', '[]', '{}', '\\u0000'],
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '10000-01-01T00:00:00Z', '2024-02-30T00:00:00Z', '-1'],
];

/** Text of every Unicode category, up to beyond the longest field. */
export const hostileText = fc.oneof(
  { weight: 4, arbitrary: fc.array(character, { maxLength: 12 }).map((parts) => parts.join('')) },
  { weight: 2, arbitrary: fc.constantFrom(...NOTORIOUS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(character, fc.constantFrom(64, 65, 200, 201, 255, 256, 500, 501, 5_000))
      .map(([unit, length]) => {
        return unit.repeat(length);
      }),
  },
);

/** Numbers at and past the bounds of the types that they pass through. */
export const hostileNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 0.5, 1e21, 1e308, -1e308, 5e-324, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 63),
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Any JSON value. */
export const hostileJson: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 4, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 50, 2_000).map(nestedList) },
);

function nestedList(depth: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** The value of a header: Node sends no other characters. */
export const hostileHeader = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => (code === 0x7f ? ' ' : String.fromCharCode(code))),
    maxLength: 40,
  }),
  fc.constantFrom(
    '',
    ',',
    ';',
    '"',
    'k, k',
    'a'.repeat(255),
    'a'.repeat(256),
    '\t',
    '=?utf-8?',
    '0',
    '-1',
    '99999999999',
  ),
);
