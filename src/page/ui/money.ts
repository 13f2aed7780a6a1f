/** `$25.49` from 2549 minor units: how many of them make one is the currency's. */
export function formatMoney(minorUnits: number, currency: string): string {
  return formatterFor(currency).format(minorUnits / minorUnitsPerUnit(currency));
}

/** 2549 minor units from `25.49`; undefined when it is no amount of the currency. */
export function parseMoney(text: string, currency: string): number | undefined {
  const amount = Math.round(Number(text) * minorUnitsPerUnit(currency));
  return text.trim() !== '' && Number.isFinite(amount) && amount > 0 ? amount : undefined;
}

/** The smallest amount, as one types it: `0.01`. */
export function smallestAmount(currency: string): string {
  return String(1 / minorUnitsPerUnit(currency));
}

function minorUnitsPerUnit(currency: string): number {
  return 10 ** (formatterFor(currency).resolvedOptions().maximumFractionDigits ?? 2);
}

function formatterFor(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en', { style: 'currency', currency });
}
