/**
 * Checks what comes from outside the workflow: anybody with the CLI can start, signal or update a run. Small on purpose: a
 * validation library would be evaluated in the workflow bundle.
 */
import { isSafeText } from '../text/safe-text.js';
import { rejectionFailure } from './failures.js';

/** Describes what is wrong with a value, such as `lines[0].quantity must be …`; undefined when it is valid. */
type Check = (value: unknown, path: string) => string | undefined;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const check =
  (isValid: (value: unknown) => boolean, rule: string): Check =>
  (value, path) =>
    isValid(value) ? undefined : `${path} must be ${rule}`;

export const uuid = check((value) => typeof value === 'string' && UUID.test(value), 'a UUID');

export const text = (maxLength: number): Check =>
  check(
    (value) => typeof value === 'string' && value.length > 0 && value.length <= maxLength && isSafeText(value),
    `text of 1 to ${maxLength} characters without control characters`,
  );

export const integer = (min: number, max: number): Check =>
  check(
    (value) => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
    `a whole number from ${min} to ${max}`,
  );

export const oneOf = (values: readonly string[]): Check =>
  check((value) => typeof value === 'string' && values.includes(value), `one of ${values.join(', ')}`);

export const nullable =
  (inner: Check): Check =>
  (value, path) =>
    value === null ? undefined : inner(value, path);

export const optional =
  (inner: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : inner(value, path);

export const list =
  (item: Check, maxLength: number): Check =>
  (value, path) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > maxLength) {
      return `${path} must be a list of 1 to ${maxLength} items`;
    }
    return firstProblem(value.map((each, index) => item(each, `${path}[${index}]`)));
  };

export const object =
  (properties: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) return `${path} must be an object`;
    return firstProblem(Object.entries(properties).map(([name, inner]) => inner(value[name], `${path}.${name}`)));
  };

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws ApplicationFailure of type `invalid_input`, which says what is wrong */
export function assertValid(value: unknown, inner: Check, path: string): void {
  const problem = inner(value, path);
  if (problem !== undefined) throw rejectionFailure('invalid_input', problem);
}

function firstProblem(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
