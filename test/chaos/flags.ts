import { parseArgs } from 'node:util';
import { z } from 'zod';

const USAGE = 'usage: npm run chaos -- --orders N --minutes M --seed S [--report FILE]';

const wholeNumber = (name: string, min: number, max: number) => {
  const rule = `--${name} must be a whole number from ${min} to ${max}`;
  return z.coerce.number(rule).int(rule).min(min, rule).max(max, rule);
};

const minutes = '--minutes must be a number from 1 to 600';

const flagsSchema = z.object({
  orders: wholeNumber('orders', 35, 1_000_000),
  minutes: z.coerce.number(minutes).min(1, minutes).max(600, minutes),
  seed: wholeNumber('seed', 0, 2 ** 32 - 1),
  report: z.string().min(1, '--report must name a file').optional(),
});

export type Flags = z.output<typeof flagsSchema>;

/** What was typed is wrong; the message says what, and how it is right. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads the command line.
 *
 * @throws FlagsRefused with one line for each flag that is wrong, and the usage
 */
export function readFlags(args: readonly string[]): Flags {
  const stringOption = { type: 'string' } as const;
  let values: object;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { orders: stringOption, minutes: stringOption, seed: stringOption, report: stringOption },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
  }
  const result = flagsSchema.safeParse(values);
  if (result.success) return result.data;
  throw new UsageError([...result.error.issues.map(({ message }) => message), USAGE].join('\n'));
}
