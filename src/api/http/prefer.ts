/** Longest time that a request may ask to wait, in seconds. */
export const MAX_WAIT_SECONDS = 30;

/**
 * Parses `wait` of a Prefer header (RFC 7240).
 *
 * @returns seconds; undefined when it is absent, malformed or too long, because the RFC requires such a preference to be ignored
 */
export function preferredWait(header: string | undefined): number | undefined {
  const [first] = (header ?? '')
    .split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,2})"?\s*(;|$)/i.exec(preference)?.[1])
    .filter((seconds) => seconds !== undefined);
  const seconds = Number(first);
  return first !== undefined && seconds <= MAX_WAIT_SECONDS ? seconds : undefined;
}
