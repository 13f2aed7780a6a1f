/** `$25.49` from 2549 minor units: how many of them make one is the currency's. */
export function money(minorUnits: number, currency: string): string {
  return formatOf(currency).format(minorUnits / unitsOf(currency));
}

/** 2549 minor units from `25.49`; undefined when it is no amount of the currency. */
export function parseMoney(text: string, currency: string): number | undefined {
  const amount = Math.round(Number(text) * unitsOf(currency));
  return text.trim() !== '' && Number.isFinite(amount) && amount > 0 ? amount : undefined;
}

/** The smallest amount, as one types it: `0.01`. */
export function smallest(currency: string): string {
  return String(1 / unitsOf(currency));
}

function unitsOf(currency: string): number {
  return 10 ** (formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2);
}

function formatOf(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en', { style: 'currency', currency });
}
