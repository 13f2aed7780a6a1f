import type { Formats } from '../i18n/formats.js';

/**
 * Formats the time between two ISO 8601 times: `0.3 s`.
 *
 * @returns undefined below 0.05 s, which would read `0.0 s` or round up
 */
export function formatDuration(from: string, to: string, formats?: Pick<Formats, 'seconds'>): string | undefined {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1_000;
  if (seconds < 0.05) return undefined;
  if (seconds >= 10) return formatClock(seconds);
  return formats ? formats.seconds(seconds) : `${seconds.toFixed(1)} s`;
}

/** Formats seconds, rounded up, as `14:59` or `1:00:00`; never negative. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const pad = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${pad(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}
