import { isSafeText } from '../text/safe-text.js';
import type { Flag } from './flags.js';

/** A flag without a value. */
export function switchFlag(description: string): Flag<boolean> {
  return { description, expected: 'given without a value', parse: () => true };
}

/** @param maxLength - in UTF-16 code units, like the limits of the API; by default unlimited */
export function textFlag(
  placeholder: string,
  description: string,
  { maxLength = Infinity }: { readonly maxLength?: number } = {},
): Flag<string> {
  return {
    placeholder,
    description,
    expected: maxLength === Infinity ? 'text' : `text of at most ${maxLength} characters`,
    parse: (text) => (text === '' || text.length > maxLength || !isSafeText(text) ? undefined : text),
  };
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

export function uuidFlag(description: string): Flag<string> {
  return {
    placeholder: 'UUID',
    description,
    expected: 'a UUID',
    parse: (text) => (UUID.test(text) ? text.toLowerCase() : undefined),
  };
}

interface Range {
  readonly min?: number;
  readonly max?: number;
}

export function numberFlag(placeholder: string, description: string, range: Range = {}): Flag<number> {
  return {
    placeholder,
    description,
    expected: `a number${formatRange(range)}`,
    parse: (text) => parseNumber(text, range),
  };
}

export function wholeNumberFlag(placeholder: string, description: string, range: Range = {}): Flag<number> {
  return {
    placeholder,
    description,
    expected: `a whole number${formatRange(range)}`,
    parse: (text) => {
      const number = parseNumber(text, range);
      return Number.isInteger(number) ? number : undefined;
    },
  };
}

export function choiceFlag<Name extends string>(
  placeholder: string,
  description: string,
  names: readonly Name[],
): Flag<Name> {
  return {
    placeholder,
    description,
    expected: `one of ${names.join(', ')}`,
    parse: (text) => names.find((name) => name === text),
  };
}

/** Several values of a flag, separated by commas. */
export function listFlag<T>(item: Flag<T>): Flag<readonly T[]> {
  return {
    ...item,
    expected: `a list, separated by commas, of which each is ${item.expected}`,
    parse: (text) => {
      const items = text.split(',').map((part) => item.parse(part));
      return items.some((value) => value === undefined) ? undefined : (items as T[]);
    },
  };
}

/** Marks a flag that must be given. */
export function required<T>(flag: Flag<T>): Flag<T> & { readonly required: true } {
  return { ...flag, required: true };
}

/** `Number` also reads other notations, such as 0x10 and 1e3. */
const DECIMAL = /^-?\d+(\.\d+)?$/;

function parseNumber(text: string, { min = -Infinity, max = Infinity }: Range): number | undefined {
  const number = DECIMAL.test(text) ? Number(text) : NaN;
  return number >= min && number <= max ? number : undefined;
}

function formatRange({ min, max }: Range): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` of at least ${min}`;
  return max === undefined ? '' : ` of at most ${max}`;
}
