import pg from 'pg';
import type { Shop } from './scenario.js';
import { outcomeOf } from './shop-client.js';

interface ReadEvent {
  readonly id: string;
  readonly subject: string;
  readonly sequence: string;
}

const WAIT_SECONDS = 5;
const MAX_MESSAGES = 5;

/** Follows the feed through the API during the faults, as a consumer does, and compares what it read with the outbox. */
export class FeedReader {
  private readonly events: ReadEvent[] = [];
  private stopped = false;
  private readonly reading: Promise<void>;

  private constructor(private readonly shop: Shop) {
    this.reading = this.read();
  }

  static start(shop: Shop): FeedReader {
    return new FeedReader(shop);
  }

  /** Reads to the end. @returns what it missed, read twice or read in another order than that of the subject */
  async findMistakes(databaseUrl: string): Promise<string[]> {
    await this.stop();
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    try {
      const { rows } = await database.query<{ subject: string; events: number }>(
        `SELECT subject_type || '/' || subject_id AS subject, count(*)::int AS events FROM events.events GROUP BY 1`,
      );
      return [...this.compare(new Map(rows.map(({ subject, events }) => [subject, events])))].slice(0, MAX_MESSAGES);
    } finally {
      await database.end();
    }
  }

  /** Stops at the end of the feed. */
  stop(): Promise<void> {
    this.stopped = true;
    return this.reading;
  }

  private *compare(written: ReadonlyMap<string, number>): Generator<string> {
    const lastRead = new Map<string, number>();
    for (const { subject, sequence } of this.events) {
      const expected = (lastRead.get(subject) ?? 0) + 1;
      if (Number(sequence) !== expected) yield `the feed had event ${sequence} of ${subject} in place of ${expected}`;
      lastRead.set(subject, Number(sequence));
    }
    for (const [subject, events] of written) {
      const read = lastRead.get(subject) ?? 0;
      if (read !== events) yield `the feed had ${read} of ${events} events of ${subject}`;
    }
  }

  private async read(): Promise<void> {
    const client = this.shop.client.as(this.shop.operator, { role: 'operator' });
    let after: string | undefined;
    for (;;) {
      const isLast = this.stopped;
      const query = { limit: 500, wait: isLast ? 0 : WAIT_SECONDS, ...(after !== undefined && { after }) };
      const response = await outcomeOf(client.GET('/v1/events', { params: { query } }));
      if (response?.status !== 200 || typeof response.body === 'string') continue;
      const { data, next_cursor } = response.body;
      this.events.push(...data);
      after = next_cursor;
      if (isLast && data.length === 0) return;
    }
  }
}
