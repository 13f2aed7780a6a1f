import { numberFlag, required, textFlag, wholeNumberFlag } from '../../src/process/flag-types.js';

/** The command line of `npm run chaos`. */
export const CHAOS_COMMAND_LINE = {
  command: 'npm run chaos --',
  description: 'Places orders while processes are killed and links are disturbed, then audits the result.',
  flags: {
    orders: required(wholeNumberFlag('N', 'Orders to place', { min: 35, max: 1_000_000 })),
    minutes: required(numberFlag('MINUTES', 'How long orders and faults go on', { min: 1, max: 600 })),
    seed: required(wholeNumberFlag('SEED', 'Plans the orders and the faults', { min: 0, max: 2 ** 32 - 1 })),
    report: textFlag('FILE', 'Write the report as JSON to this path'),
  },
};

export interface ChaosFlags {
  readonly orders: number;
  readonly minutes: number;
  readonly seed: number;
  readonly report: string | undefined;
}
