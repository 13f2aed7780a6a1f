import { parseArgs } from 'node:util';
import { z } from 'zod';

const USAGE = 'usage: npm run chaos -- --orders N --minutes M --seed S [--report FILE]';

const whole = (name: string, least: number, most: number) => {
  const rule = `--${name} must be a whole number from ${least} to ${most}`;
  return z.coerce.number(rule).int(rule).min(least, rule).max(most, rule);
};

const minutes = '--minutes must be a number from 1 to 600';

const flags = z.object({
  orders: whole('orders', 35, 1_000_000),
  minutes: z.coerce.number(minutes).min(1, minutes).max(600, minutes),
  seed: whole('seed', 0, 2 ** 32 - 1),
  report: z.string().min(1, '--report must name a file').optional(),
});

export type Flags = z.output<typeof flags>;

/** What was typed is wrong; the message says what, and how it is right. */
export class FlagsRefused extends Error {
  override readonly name = 'FlagsRefused';
}

/**
 * Reads the command line.
 *
 * @throws FlagsRefused with one line for each flag that is wrong, and the usage
 */
export function readFlags(args: readonly string[]): Flags {
  const text = { type: 'string' } as const;
  let values: object;
  try {
    ({ values } = parseArgs({ args: [...args], options: { orders: text, minutes: text, seed: text, report: text } }));
  } catch (error) {
    throw new FlagsRefused(`${(error as Error).message.split('\n')[0]}\n${USAGE}`);
  }
  const read = flags.safeParse(values);
  if (read.success) return read.data;
  throw new FlagsRefused([...read.error.issues.map(({ message }) => message), USAGE].join('\n'));
}
