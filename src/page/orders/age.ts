import type { OrdersText } from './text.js';

/**
 * The time since an order was placed, in the largest whole unit: `5 min`.
 *
 * @param nowMs - milliseconds since 1970
 * @param number - formats a number
 */
export function formatAge(at: string, nowMs: number, t: OrdersText['age'], number: (value: number) => string): string {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(at)) / 1_000));
  if (seconds < 60) return t.seconds(number(seconds));
  if (seconds < 3_600) return t.minutes(number(Math.floor(seconds / 60)));
  if (seconds < 86_400) return t.hours(number(Math.floor(seconds / 3_600)));
  return t.days(number(Math.floor(seconds / 86_400)));
}
