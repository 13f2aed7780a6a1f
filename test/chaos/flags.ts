import { choiceFlag, listFlag, numberFlag, required, textFlag, wholeNumberFlag } from '../../src/process/flag-types.js';
import { FAULT_FILTERS, type FaultKind } from './fault-kinds.js';
import { MIN_ORDERS } from './plan.js';

/** The command line of `npm run chaos`. */
export const CHAOS_COMMAND_LINE = {
  command: 'npm run chaos --',
  description: 'Places orders while faults are injected, then audits the result.',
  flags: {
    orders: required(wholeNumberFlag('N', 'Orders to place', { min: MIN_ORDERS, max: 1_000_000 })),
    minutes: required(numberFlag('MINUTES', 'How long orders and faults go on', { min: 1, max: 600 })),
    seed: required(wholeNumberFlag('SEED', 'Plans the orders and the faults', { min: 0, max: 2 ** 32 - 1 })),
    faults: listFlag(choiceFlag('KINDS', 'Inject only these kinds of faults, separated by commas', FAULT_FILTERS)),
    report: textFlag('FILE', 'Write the report as JSON to this path'),
    figures: textFlag('DOCUMENT', 'Write the figures into the marked block of this Markdown file'),
  },
};

export interface ChaosFlags {
  readonly orders: number;
  readonly minutes: number;
  readonly seed: number;
  readonly faults: readonly FaultKind['kind'][] | undefined;
  readonly report: string | undefined;
  readonly figures: string | undefined;
}
