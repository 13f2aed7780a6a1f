import { CURRENCIES } from './currencies.js';

/** Of a code that is not in the table, which only orders from before the table have. */
const DEFAULT_DIGITS = 2;

/**
 * Formats minor units: 2549 in USD is `$25.49`, in JPY `¥2,549`.
 *
 * @param locale - a BCP 47 language tag
 */
export function formatMoney(minorUnits: number, currency: string, locale = 'en'): string {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // The browser's own digits are not those of ISO 4217.
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(toDecimal(minorUnits, digits));
}

/**
 * Parses an amount into minor units: `25.49` in USD is 2549.
 *
 * @returns undefined unless the amount is positive and a whole number of minor units
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const [, units = '', fraction = ''] = /^(\d*)(?:\.(\d+?)0*)?$/.exec(text.trim()) ?? [];
  const digits = digitsOf(currency);
  // The lazy group matches one digit at least.
  const minor = fraction === '0' ? '' : fraction;
  if (minor.length > digits) return undefined;
  const amount = Number(units + minor.padEnd(digits, '0'));
  return amount > 0 && Number.isSafeInteger(amount) ? amount : undefined;
}

/** Formats minor units as a decimal number without a currency, as `parseMoney` reads it: 2549 in USD is `25.49`. */
export function formatAmount(minorUnits: number, currency: string): string {
  return toDecimal(minorUnits, digitsOf(currency));
}

/** The smallest amount that a user can enter, in units: `0.01` for USD. */
export function smallestAmount(currency: string): string {
  return formatAmount(1, currency);
}

function digitsOf(currency: string): number {
  return CURRENCIES.get(currency) ?? DEFAULT_DIGITS;
}

/** As a decimal string, because dividing would round large amounts. */
function toDecimal(minorUnits: number, digits: number): Intl.StringNumericLiteral {
  const text = String(Math.abs(minorUnits)).padStart(digits + 1, '0');
  const sign = minorUnits < 0 ? '-' : '';
  const units = text.slice(0, text.length - digits);
  return `${sign}${units}${digits > 0 ? `.${text.slice(-digits)}` : ''}` as Intl.StringNumericLiteral;
}
