/** Parts of secrets that are meant to be replaced. */
const PLACEHOLDER = /change.?me|do.?not.?deploy|replace.?me|placeholder|your.?secret|password|example/i;

/** Of 32 random hexadecimal digits, fewer than 8 are different once in 300 million. */
const MIN_DIFFERENT = 8;

/**
 * True for a secret that was not made at random: a placeholder, few different characters, a repeated text, or a sequence such
 * as `abcdefgh…`.
 */
export function isWeakSecret(secret: string): boolean {
  return PLACEHOLDER.test(secret) || isWeakKey(Buffer.from(secret));
}

/** As `isWeakSecret`, for bytes. */
export function isWeakKey(key: Uint8Array): boolean {
  const bytes = [...key];
  const steps = bytes.slice(1).map((byte, index) => byte - (bytes[index] ?? 0));
  return new Set(bytes).size < MIN_DIFFERENT || new Set(steps).size < MIN_DIFFERENT || isRepeated(bytes);
}

/** True when a part of at most half the length makes up the whole. */
function isRepeated(bytes: readonly number[]): boolean {
  const isPeriod = (period: number) => bytes.every((byte, index) => index < period || byte === bytes[index - period]);
  for (let period = 1; period <= bytes.length / 2; period += 1) if (isPeriod(period)) return true;
  return false;
}
