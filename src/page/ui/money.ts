/** Formats minor units: 2549 in USD is `$25.49`, in JPY `¥2,549`. */
export function formatMoney(minorUnits: number, currency: string): string {
  return formatterFor(currency).format(minorUnits / minorUnitsPerUnit(currency));
}

/** Parses an amount into minor units: `25.49` in USD is 2549. @returns undefined unless the amount is positive */
export function parseMoney(text: string, currency: string): number | undefined {
  const amount = Math.round(Number(text) * minorUnitsPerUnit(currency));
  return text.trim() !== '' && Number.isFinite(amount) && amount > 0 ? amount : undefined;
}

/** The smallest amount that a user can enter, in units: `0.01` for USD. */
export function smallestAmount(currency: string): string {
  return String(1 / minorUnitsPerUnit(currency));
}

function minorUnitsPerUnit(currency: string): number {
  return 10 ** (formatterFor(currency).resolvedOptions().maximumFractionDigits ?? 2);
}

function formatterFor(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat('en', { style: 'currency', currency });
}
