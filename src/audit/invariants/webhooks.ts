import type { Invariant } from '../invariant.js';

/** A delivery under way may take this long to be recorded. */
const GRACE = `interval '10 minutes'`;

/** SQL condition: an event in the queue of the endpoint could have been sent a while ago. */
const OVERDUE = `EXISTS (
  SELECT FROM webhooks.queue q
  WHERE q.endpoint_id = e.id AND q.done_at IS NULL AND q.next_attempt_at < now() - ${GRACE} AND NOT EXISTS (
    SELECT FROM webhooks.queue earlier
    WHERE earlier.endpoint_id = e.id AND earlier.subject = q.subject AND earlier.sequence < q.sequence
      AND earlier.done_at IS NULL AND earlier.next_attempt_at >= now() - ${GRACE}))`;

/** SQL condition: the endpoint has not read an event of the feed for a while. A full queue holds it back. */
const UNREAD = `(
  (SELECT count(*) FROM webhooks.queue q WHERE q.endpoint_id = e.id AND q.done_at IS NULL) < 100 AND EXISTS (
    SELECT FROM events.events v
    WHERE (v.transaction_order, v.position)
        > (split_part(p.feed_cursor, '-', 1)::bigint, split_part(p.feed_cursor, '-', 2)::bigint)
      AND v.at < now() - ${GRACE}))`;

/** The deliveries of events to webhook endpoints. */
export const WEBHOOK_INVARIANTS: readonly Invariant[] = [
  {
    id: 'webhooks.none_stuck',
    description: 'no enabled endpoint has an event that could be sent and is not',
    sources: ['domains'],
    rows: `webhooks.endpoints WHERE status = 'enabled' AND deleted_at IS NULL`,
    offenders: `
      SELECT e.id AS key, p.last_attempt_at, p.leased_until
      FROM webhooks.endpoints e JOIN webhooks.progress p ON p.endpoint_id = e.id
      WHERE e.status = 'enabled' AND e.deleted_at IS NULL AND e.updated_at < now() - ${GRACE}
        AND coalesce(p.last_attempt_at, '-infinity') < now() - ${GRACE} AND (${OVERDUE} OR ${UNREAD})`,
  },
];
