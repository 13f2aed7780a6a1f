import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, isCurrency } from '../../src/money/currencies.js';
import { formatMoney, parseMoney, smallestAmount } from '../../src/money/money.js';

describe.each([
  { currency: 'USD', minorUnits: 2_549, formatted: '$25.49', text: '25.49', smallest: '0.01' },
  { currency: 'JPY', minorUnits: 2_549, formatted: '¥2,549', text: '2549', smallest: '1' },
  { currency: 'KWD', minorUnits: 1_005, formatted: 'KWD 1.005', text: '1.005', smallest: '0.001' },
  // Browsers show these without their minor units, because cash has no small coins.
  { currency: 'HUF', minorUnits: 2_549, formatted: 'HUF 25.49', text: '25.49', smallest: '0.01' },
  { currency: 'IDR', minorUnits: 2_549, formatted: 'IDR 25.49', text: '25.49', smallest: '0.01' },
  { currency: 'RSD', minorUnits: 2_549, formatted: 'RSD 25.49', text: '25.49', smallest: '0.01' },
  { currency: 'MGA', minorUnits: 2_549, formatted: 'MGA 25.49', text: '25.49', smallest: '0.01' },
  { currency: 'ISK', minorUnits: 2_549, formatted: 'ISK 2,549', text: '2549', smallest: '1' },
  { currency: 'UGX', minorUnits: 2_549, formatted: 'UGX 2,549', text: '2549', smallest: '1' },
])('amounts in $currency', ({ currency, minorUnits, formatted, text, smallest }) => {
  it('are formatted with the digits of ISO 4217', () => {
    // Intl separates a currency code from the amount by a no-break space.
    expect(formatMoney(minorUnits, currency).replace('\u00a0', ' ')).toBe(formatted);
  });

  it('are parsed into minor units', () => {
    expect(parseMoney(text, currency)).toBe(minorUnits);
  });

  it('have a smallest unit', () => {
    expect(smallestAmount(currency)).toBe(smallest);
  });
});

const currency = fc.constantFrom(...CURRENCIES.keys());

it('parses what it formats, up to the largest safe integer', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), currency, (minorUnits, code) => {
      const [typed = ''] = /[\d,]+(\.\d+)?$/.exec(formatMoney(minorUnits, code)) ?? [];
      expect(parseMoney(typed.replaceAll(',', ''), code)).toBe(minorUnits);
    }),
  );
});

it.each([
  ['1.15', 'USD', 115],
  [' 0.29 ', 'USD', 29],
  ['.5', 'USD', 50],
  ['3', 'USD', 300],
  ['25.4900', 'USD', 2_549],
  ['7.00', 'JPY', 7],
  ['90071992547409.91', 'USD', Number.MAX_SAFE_INTEGER],
])('parses "%s" in %s without rounding', (text, code, minorUnits) => {
  expect(parseMoney(text, code)).toBe(minorUnits);
});

it.each(['', '  ', '0', '0.00', '-1', '0.001', '1.155', 'abc', 'Infinity', '1e3', '1,000', '.', '90071992547409.92'])(
  'rejects "%s"',
  (text) => {
    expect(parseMoney(text, 'USD')).toBeUndefined();
  },
);

it('formats a currency that is not in the table, as an old order may have', () => {
  expect(formatMoney(150, 'ZZZ').replace('\u00a0', ' ')).toBe('ZZZ 1.50');
});

describe('the table of currencies', () => {
  it('lists currencies that people pay in', () => {
    expect(['USD', 'EUR', 'JPY', 'KWD', 'UGX', 'XAF', 'XCG'].filter((code) => !isCurrency(code))).toEqual([]);
  });

  it.each(['XXX', 'XTS', 'XAU', 'XDR', 'CLF', 'USN', 'BTC', 'ZZZ', 'usd', 'US', '', 'DEM', 'HRK'])(
    'does not contain "%s"',
    (code) => {
      expect(isCurrency(code)).toBe(false);
    },
  );

  it('contains each code once, as three letters', () => {
    const codes = [...CURRENCIES.keys()];
    expect(codes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
