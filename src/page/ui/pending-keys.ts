import { createIdempotentSender } from './idempotent-sender.js';

/** Sends a change with a key that stays the same, in all tabs, until the API has answered. */
export const sendOnce = createIdempotentSender(localStorage);
