import type { Pool } from 'pg';
import type { Logger } from '../telemetry/logger.js';

/** How long a delayed outcome takes by default, in ms. */
export const OUTCOME_DELAY_MS = 1_000;

const RETRY_MS = 500;

export type DelayedChangeKind = 'charge_approved' | 'dispute_opened' | 'refund_succeeded' | 'refund_failed';

/** Applies one kind of change. Must be idempotent: a crash repeats it. @param subjectId - of the charge or refund */
export type ApplyChange = (subjectId: string) => Promise<void>;

interface DueChange {
  readonly kind: DelayedChangeKind;
  readonly subject_id: string;
}

/**
 * Applies the outcomes that the gateway decides later. They are stored, so that a restart loses none. Call `wake` after
 * you store one.
 */
export class DelayedChanges {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly pool: Pool,
    private readonly apply: Readonly<Record<DelayedChangeKind, ApplyChange>>,
    private readonly logger: Logger,
  ) {}

  /** Applies what is due and waits for the next change. */
  wake(): void {
    this.scheduleRun(0);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private scheduleRun(delayMs: number): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.running.then(() => this.run());
    }, delayMs);
  }

  private async run(): Promise<void> {
    try {
      await this.applyDue();
      const { rows } = await this.pool.query<{ wait_ms: number | null }>(
        'SELECT (extract(epoch FROM min(due_at) - now()) * 1000)::float8 AS wait_ms FROM gateway.delayed_changes',
      );
      const waitMs = rows[0]?.wait_ms ?? null;
      if (waitMs !== null) this.scheduleRun(Math.max(0, waitMs));
    } catch (error) {
      this.logger.warn({ err: error }, 'Delayed change failed');
      this.scheduleRun(RETRY_MS);
    }
  }

  private async applyDue(): Promise<void> {
    const { rows } = await this.pool.query<DueChange>(
      'SELECT kind, subject_id FROM gateway.delayed_changes WHERE due_at <= now() ORDER BY due_at',
    );
    for (const { kind, subject_id } of rows) {
      await this.apply[kind](subject_id);
      await this.pool.query('DELETE FROM gateway.delayed_changes WHERE kind = $1 AND subject_id = $2', [
        kind,
        subject_id,
      ]);
      this.logger.info({ kind, subject: subject_id }, 'Delayed change applied');
    }
  }
}
