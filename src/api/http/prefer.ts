import { MAX_WAIT_SECONDS } from './max-wait.js';

/**
 * The `wait` of a Prefer header (RFC 7240), in seconds; undefined when it is absent or not one we grant: a preference
 * is ignored, never refused.
 */
export function preferredWait(header: string | undefined): number | undefined {
  const [first] = (header ?? '')
    .split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,2})"?\s*(;|$)/i.exec(preference)?.[1])
    .filter((seconds) => seconds !== undefined);
  const seconds = Number(first);
  return first !== undefined && seconds <= MAX_WAIT_SECONDS ? seconds : undefined;
}
