import { GatewayRejected } from '../../domains/payments/errors.js';

/** Stripe's presentment currencies. Source: docs.stripe.com/currencies. */
export const STRIPE_CURRENCIES: readonly string[] = [
  ...['AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT', 'BHD', 'BIF', 'BMD', 'BND'],
  ...['BOB', 'BRL', 'BSD', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHF', 'CLP', 'CNY', 'COP', 'CRC', 'CVE', 'CZK', 'DJF'],
  ...['DKK', 'DOP', 'DZD', 'EGP', 'ETB', 'EUR', 'FJD', 'FKP', 'GBP', 'GEL', 'GIP', 'GMD', 'GNF', 'GTQ', 'GYD', 'HKD'],
  ...['HNL', 'HTG', 'HUF', 'IDR', 'ILS', 'INR', 'ISK', 'JMD', 'JOD', 'JPY', 'KES', 'KGS', 'KHR', 'KMF', 'KRW', 'KWD'],
  ...['KYD', 'KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK', 'MNT', 'MOP', 'MUR', 'MVR'],
  ...['MWK', 'MXN', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NOK', 'NPR', 'NZD', 'OMR', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR'],
  ...['PLN', 'PYG', 'QAR', 'RON', 'RSD', 'RUB', 'RWF', 'SAR', 'SBD', 'SCR', 'SEK', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD'],
  ...['SZL', 'THB', 'TJS', 'TND', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'UGX', 'USD', 'UYU', 'UZS', 'VND', 'VUV'],
  ...['WST', 'XAF', 'XCD', 'XCG', 'XOF', 'XPF', 'YER', 'ZAR', 'ZMW'],
];

/**
 * How many decimals more than ISO 4217 Stripe's amounts have. ISK and UGX have none in ISO 4217 and two, always zeros, in
 * Stripe's API. MGA has two in ISO 4217 and none in Stripe's API.
 */
const EXTRA_DECIMALS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: -2 };

/** Card networks round these currencies to two decimals, so Stripe requires the third to be zero. */
const THREE_DECIMAL_CURRENCIES: ReadonlySet<string> = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** The smallest step between amounts, in ISO 4217 minor units. */
export function amountStep(currency: string): number {
  if (THREE_DECIMAL_CURRENCIES.has(currency)) return 10;
  return Math.max(1, 10 ** -extraDecimals(currency));
}

/**
 * Converts ISO 4217 minor units to an amount of Stripe's API.
 *
 * @throws GatewayRejected when Stripe cannot represent the amount
 */
export function toStripeAmount(amount: number, currency: string): number {
  const step = amountStep(currency);
  if (amount % step !== 0) {
    throw new GatewayRejected(
      'invalid_charge_amount',
      `Amounts in ${currency} must be a multiple of ${step} minor units.`,
    );
  }
  const decimals = extraDecimals(currency);
  return decimals < 0 ? amount / 10 ** -decimals : amount * 10 ** decimals;
}

/** Converts an amount of Stripe's API to ISO 4217 minor units. */
export function fromStripeAmount(amount: number, currency: string): number {
  const decimals = extraDecimals(currency.toUpperCase());
  return decimals < 0 ? amount * 10 ** -decimals : amount / 10 ** decimals;
}

function extraDecimals(currency: string): number {
  return EXTRA_DECIMALS[currency] ?? 0;
}
