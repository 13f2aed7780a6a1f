import { formatMoney } from '../../money/money.js';

/** Formats values for a reader. */
export interface Formats {
  /** Formats minor units with the digits of ISO 4217: 2549 in USD is `$25.49`. */
  readonly money: (minorUnits: number, currency: string) => string;
  readonly number: (value: number) => string;
  /** Formats an ISO 8601 time as a date and a time of day, in the reader's time zone. */
  readonly dateTime: (at: string) => string;
  /** Formats an ISO 8601 time as a date and a time of day to the second, in the reader's time zone. */
  readonly exactTime: (at: string) => string;
  /** Formats an ISO 8601 time as a date, in the reader's time zone. */
  readonly date: (at: string) => string;
  /** Formats a number of seconds below one minute: `0.3 s`. */
  readonly seconds: (value: number) => string;
}

/** @param tag - a BCP 47 language tag, such as `en-GB` */
export function createFormats(tag: string): Formats {
  const number = new Intl.NumberFormat(tag);
  const seconds = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const dateTime = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' });
  const exactTime = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' });
  return {
    money: (minorUnits, currency) => formatMoney(minorUnits, currency, tag),
    number: (value) => number.format(value),
    dateTime: (at) => dateTime.format(new Date(at)),
    exactTime: (at) => exactTime.format(new Date(at)),
    date: (at) => date.format(new Date(at)),
    seconds: (value) => `${seconds.format(value)} s`,
  };
}
