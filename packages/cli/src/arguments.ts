import { InvalidArgumentError } from 'commander';

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** @throws InvalidArgumentError unless the text is a UUID */
export function parseId(text: string): string {
  if (isUuid(text)) return text;
  throw new InvalidArgumentError('It must be a UUID.');
}

/** @throws InvalidArgumentError unless the text is a whole number from `min` up */
export function wholeNumber(min: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[+-]?\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
    const lowest = min === Number.MIN_SAFE_INTEGER ? '' : ` of at least ${min}`;
    throw new InvalidArgumentError(`It must be a whole number${lowest}.`);
  };
}

/** A product of an order: its id or SKU, and how many units. */
export interface ItemArgument {
  readonly product: string;
  readonly quantity: number;
}

/** Reads `PRODUCT` or `PRODUCT=QUANTITY`. @throws InvalidArgumentError when the quantity is not a whole number of at least 1 */
export function parseItem(text: string, previous: readonly ItemArgument[] = []): ItemArgument[] {
  const at = text.lastIndexOf('=');
  const product = at < 0 ? text : text.slice(0, at);
  if (product === '') throw new InvalidArgumentError('It must be PRODUCT or PRODUCT=QUANTITY.');
  return [...previous, { product, quantity: at < 0 ? 1 : wholeNumber(1)(text.slice(at + 1)) }];
}

/** Reads `KEY=VALUE`. @throws InvalidArgumentError when there is no key */
export function parsePair(text: string, previous: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be KEY=VALUE.');
  return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
}
