import { z } from 'zod';

/** Digits with an optional sign and fraction: `Number` would also accept hexadecimal, exponents and spaces. */
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** A decimal number that meets a rule. */
export function number(rule = z.number()) {
  return z.string().regex(DECIMAL, 'must be a number in decimal digits, such as 5 or 0.5').transform(Number).pipe(rule);
}

export const port = () => number(z.number().int().min(1).max(65_535));

export const httpUrl = () =>
  z.url({ protocol: /^https?$/, error: 'must be a URL that starts with http:// or https://' });

export const postgresUrl = () =>
  z.url({
    protocol: /^postgres(ql)?$/,
    error: 'must be a URL such as postgres://user:password@host:5432/database, with special characters percent-encoded',
  });

export const secret = () => z.string().min(32);

/** Texts, separated by commas. */
export const list = () =>
  z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(z.array(z.string().min(1, 'must not have an empty item')));

/** Origins exactly as browsers send them; any other spelling would never match. */
export const origins = () =>
  z
    .string()
    .transform((text) => text.split(',').map((item) => item.trim()))
    .pipe(
      z.array(z.string()).refine((items) => items.every(isOrigin), {
        error:
          'must be comma-separated origins as browsers send them, such as https://shop.example: in lower case, ' +
          'without a path, a slash at the end, a default port or a wildcard',
      }),
    );

export const roleSchema = () => z.enum(['customer', 'operator']);

/** `theirs=ours`, separated by commas. The last `=` separates, because a provider's role may contain one. */
export const roleMap = () =>
  z
    .string()
    .transform((text) => text.split(',').map((entry) => entry.split(/=(?=[^=]*$)/).map((part) => part.trim())))
    .refine((entries) => entries.every(([theirs, ours, ...rest]) => theirs && isRole(ours) && rest.length === 0), {
      error: 'must be pairs such as shop-admin=operator,shopper=customer',
    })
    .transform((entries) => new Map(entries.map(([theirs = '', ours]) => [theirs, ours as Role])));

type Role = z.output<ReturnType<typeof roleSchema>>;

function isRole(name: string | undefined): boolean {
  return roleSchema().safeParse(name).success;
}

function isOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
