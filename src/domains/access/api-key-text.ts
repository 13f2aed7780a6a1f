import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const PREFIX = 'dok_';
const FORM = /^dok_([\da-f]{64})([\da-f]{8})$/;

/** A new key: a prefix that scanners recognise, 256 random bits, and a checksum that tells a key from other text. */
export function generateApiKey(): string {
  const secret = randomBytes(32).toString('hex');
  return `${PREFIX}${secret}${checksum(secret)}`;
}

/** True for text that looks like a key, well-formed or not. */
export function isApiKey(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** False for a key that was cut off or mistyped. */
export function isWellFormedApiKey(text: string): boolean {
  const [, secret = '', sum] = FORM.exec(text) ?? [];
  return sum === checksum(secret);
}

/**
 * What is stored of a key. A slow hash protects secrets that can be guessed; 256 random bits cannot, and every request would
 * pay for it.
 */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function checksum(secret: string): string {
  return crc32(secret).toString(16).padStart(8, '0');
}
