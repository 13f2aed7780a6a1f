/**
 * The rule for text from outside, at every door: HTTP, webhooks, signals, the gateway and the command line. Text holds no
 * control character (Postgres rejects NUL, the others garble logs), no line separator, no character that changes the
 * direction of what follows it, no lone surrogate and no noncharacter. Every field is a single line.
 *
 * The workflow bundle contains this file, so it imports nothing.
 */
const CONTROL = String.raw`\p{Cc}`;
const SEPARATORS = String.raw`\u2028\u2029`;
const DIRECTIONS = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;
const LONE_SURROGATE = String.raw`\p{Cs}`;
const NONCHARACTER = String.raw`\p{Noncharacter_Code_Point}`;

const TO_SPACE = new RegExp(`[${CONTROL}${SEPARATORS}${DIRECTIONS}]+`, 'gu');
const TO_REPLACEMENT = new RegExp(`[${LONE_SURROGATE}${NONCHARACTER}]`, 'gu');
const UNSAFE = new RegExp(`[${CONTROL}${SEPARATORS}${DIRECTIONS}${LONE_SURROGATE}${NONCHARACTER}]`, 'u');

/**
 * The rule as a pattern for JSON Schema, whose readers share no syntax beyond the basic plane: it leaves out lone surrogates
 * and the noncharacters of the other planes.
 */
export const SAFE_TEXT_PATTERN = String.raw`^[^\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]*$`;

/** The first character that the rule rejects, as `U+202E`; undefined for safe text. */
export function findUnsafeCharacter(text: string): string | undefined {
  const codePoint = UNSAFE.exec(text)?.[0].codePointAt(0);
  return codePoint === undefined ? undefined : `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}

export function isSafeText(text: string): boolean {
  return !UNSAFE.test(text);
}

/**
 * Makes text safe. For senders who cannot correct what they sent, such as a signal.
 *
 * @param maxLength - in code points
 */
export function cleanText(text: string, maxLength: number): string {
  const cleaned = text.replace(TO_REPLACEMENT, '\ufffd').replace(TO_SPACE, ' ').trim();
  return Array.from(cleaned).slice(0, maxLength).join('').trimEnd();
}
