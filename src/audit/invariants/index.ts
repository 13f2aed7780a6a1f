import type { Invariant } from '../invariant.js';
import { CHANGE_INVARIANTS } from './changes.js';
import { EVENT_INVARIANTS } from './events.js';
import { LEDGER_INVARIANTS } from './ledger.js';
import { ORDER_INVARIANTS } from './orders.js';
import { OUTBOX_INVARIANTS } from './outbox.js';
import { PAYMENT_INVARIANTS } from './payments.js';
import { RETURN_INVARIANTS } from './returns.js';
import { RUN_INVARIANTS } from './runs.js';
import { STOCK_INVARIANTS } from './stock.js';
import { WEBHOOK_INVARIANTS } from './webhooks.js';

/** All invariants, in the order of the report. */
export const INVARIANTS: readonly Invariant[] = [
  ...STOCK_INVARIANTS,
  ...ORDER_INVARIANTS,
  ...PAYMENT_INVARIANTS,
  ...RETURN_INVARIANTS,
  ...LEDGER_INVARIANTS,
  ...EVENT_INVARIANTS,
  ...RUN_INVARIANTS,
  ...CHANGE_INVARIANTS,
  ...OUTBOX_INVARIANTS,
  ...WEBHOOK_INVARIANTS,
];
