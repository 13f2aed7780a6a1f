import { Problem } from './problem.js';

/** Each holds a connection for as long as its order takes. */
const MAX_STREAMS = 1_000;
const MAX_STREAMS_OF_USER = 20;

/** Counts the event streams that are open, of all users and of each. */
export class OpenStreams {
  private total = 0;
  private readonly ofUser = new Map<string, number>();

  /**
   * @returns what to call when the stream has ended
   * @throws Problem `too_many_streams`
   */
  enter(userId: string): () => void {
    const own = this.ofUser.get(userId) ?? 0;
    if (own >= MAX_STREAMS_OF_USER || this.total >= MAX_STREAMS) {
      throw new Problem('too_many_streams', 'close a stream that is open, or come back later', {
        headers: { 'Retry-After': '10' },
      });
    }
    this.total += 1;
    this.ofUser.set(userId, own + 1);
    return () => this.leave(userId);
  }

  private leave(userId: string): void {
    const left = (this.ofUser.get(userId) ?? 1) - 1;
    if (left > 0) this.ofUser.set(userId, left);
    else this.ofUser.delete(userId);
    this.total -= 1;
  }
}
