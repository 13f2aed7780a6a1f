import type { z } from 'zod';

/** Continues the name of the field: "quantity must be a whole number". */
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

const FORMATS: Readonly<Record<string, string>> = {
  guid: 'a UUID',
  uuid: 'a UUID',
  datetime: 'a time in ISO 8601, such as 2024-01-31T12:00:00Z',
  base64: 'Base64',
  safeint: 'a whole number',
};

const COUNTED: Readonly<Record<string, string>> = { string: 'character', array: 'item' };

/** The message of an invalid field, unless its schema sets one. */
export function validationMessage(issue: z.core.$ZodRawIssue): string {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the schemas cause no other codes
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is required' : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `must ${bound('at least', issue.minimum, issue.origin)}`;
    case 'too_big':
      return `must ${bound('at most', issue.maximum, issue.origin)}`;
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return `must be ${FORMATS[issue.format] ?? `a valid ${issue.format}`}`;
    default:
      return 'is invalid';
  }
}

function bound(limit: string, value: number | bigint, origin: string): string {
  const unit = COUNTED[origin];
  return unit === undefined ? `be ${limit} ${value}` : `have ${limit} ${value} ${unit}${value === 1 ? '' : 's'}`;
}
