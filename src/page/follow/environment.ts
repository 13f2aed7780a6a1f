import { randomId } from '../ui/random-id.js';
import type { FollowerEnvironment } from './follower-environment.js';
import type { FollowMessage } from './messages.js';

/** @param session - identifies the user and the role; tabs of other sessions are not told anything */
export function browserEnvironment(session: string): FollowerEnvironment {
  const name = `durable-orders.follow.${session}`;
  const channel = new BroadcastChannel(name);
  const ended = new AbortController();
  return {
    tab: randomId(),
    isHidden: () => document.hidden,
    onVisibilityChange(listener) {
      document.addEventListener('visibilitychange', listener, { signal: ended.signal });
    },
    post: (message) => channel.postMessage(message),
    onMessage(listener) {
      channel.onmessage = ({ data }: MessageEvent<FollowMessage>) => listener(data);
    },
    async withLock(signal, callback) {
      // Locks exist only in secure contexts: https and localhost.
      const locks = (navigator as Partial<Navigator>).locks;
      if (!locks) return callback(false);
      try {
        await locks.request(name, { signal }, () => callback(true));
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        const end = () => {
          clearTimeout(timer);
          resolve();
        };
        if (signal.aborted) end();
        else signal.addEventListener('abort', end, { once: true });
      }),
    close() {
      ended.abort();
      channel.close();
    },
  };
}
