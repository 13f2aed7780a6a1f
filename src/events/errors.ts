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

/** The cursor lies ahead of the feed: the database has lost its last commits, in a failover or a restore. */
export class CursorLost extends DomainError {
  readonly code = 'cursor_lost';
  constructor() {
    super(
      'This cursor lies ahead of the feed: the database has lost its last commits. Read the state of the orders, and the feed without `after`.',
    );
  }
}
