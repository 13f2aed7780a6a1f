import { DomainError } from '../domains/domain-error.js';

/** Events after the cursor are older than the retention and were dropped. */
export class CursorExpired extends DomainError {
  readonly code = 'cursor_expired';
  constructor() {
    super(
      'Events after this cursor are older than the retention and are dropped. Read the state of the orders, and the feed without `after`.',
    );
  }
}
