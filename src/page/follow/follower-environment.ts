import type { FollowMessage } from './messages.js';

/** What the follower uses of the browser. */
export interface FollowerEnvironment {
  /** Identifies this tab. */
  readonly tab: string;
  isHidden(): boolean;
  onVisibilityChange(listener: () => void): void;
  /** Sends a message to the other tabs of the session. */
  post(message: FollowMessage): void;
  onMessage(listener: (message: FollowMessage) => void): void;
  /** Waits for the lock of the session and holds it while the callback runs. The signal ends the wait. */
  withLock(signal: AbortSignal, callback: (isExclusive: boolean) => Promise<void>): Promise<void>;
  /** Resolves after a number of ms, or early when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  close(): void;
}
