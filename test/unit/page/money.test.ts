import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney, smallestAmount } from '../../../src/page/ui/money.js';

describe.each([
  { currency: 'USD', minorUnits: 2_549, formatted: '$25.49', text: '25.49', smallest: '0.01' },
  { currency: 'JPY', minorUnits: 2_549, formatted: '¥2,549', text: '2549', smallest: '1' },
  { currency: 'KWD', minorUnits: 25_490, formatted: 'KWD 25.490', text: '25.49', smallest: '0.001' },
])('amounts in $currency', ({ currency, minorUnits, formatted, text, smallest }) => {
  it('are formatted in units', () => {
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

it('parses without floating-point errors', () => {
  expect(parseMoney('1.15', 'USD')).toBe(115);
  expect(parseMoney(' 0.29 ', 'USD')).toBe(29);
});

it.each(['', '  ', '0', '-1', '0.001', 'abc', 'Infinity'])('rejects "%s"', (text) => {
  expect(parseMoney(text, 'USD')).toBeUndefined();
});
