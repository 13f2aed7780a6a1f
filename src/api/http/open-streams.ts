import { Problem } from './problem.js';

/** Each stream holds a connection until its order ends. */
const MAX_STREAMS = 1_000;
const MAX_STREAMS_PER_USER = 20;

/** Limits the open event streams, in total and per user. */
export class OpenStreams {
  private total = 0;
  private readonly countByUser = new Map<string, number>();

  /**
   * @returns a function to call when the stream ends
   * @throws Problem `too_many_streams`
   */
  acquire(userId: string): () => void {
    const userStreams = this.countByUser.get(userId) ?? 0;
    if (userStreams >= MAX_STREAMS_PER_USER || this.total >= MAX_STREAMS) {
      throw new Problem('too_many_streams', 'Close an open event stream or try again later.', {
        headers: { 'Retry-After': '10' },
      });
    }
    this.total += 1;
    this.countByUser.set(userId, userStreams + 1);
    return () => this.release(userId);
  }

  private release(userId: string): void {
    const remaining = (this.countByUser.get(userId) ?? 1) - 1;
    if (remaining > 0) this.countByUser.set(userId, remaining);
    else this.countByUser.delete(userId);
    this.total -= 1;
  }
}
