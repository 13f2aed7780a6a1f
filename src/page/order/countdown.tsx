import { useEffect, useState } from 'preact/hooks';
import type { Order } from '../client.js';
import { useText } from '../i18n/use-language.js';
import { formatClock } from './durations.js';
import { text } from './text.js';

const TICK_MS = 500;

/** The time until the reservation of an unpaid order expires. */
export function Countdown({ order }: { readonly order: Order }) {
  const { reservedFor, expired, timeLeft } = useText(text);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const startsAt = Date.parse(order.created_at);
  const expiresAt = Date.parse(order.reservation_expires_at);
  const remaining = Math.max(0, expiresAt - now) / 1_000;
  return (
    <section class="card countdown" aria-labelledby="countdown">
      <h2 id="countdown">{remaining > 0 ? reservedFor : expired}</h2>
      <p class="clock" role="timer">
        {formatClock(remaining)}
      </p>
      <progress aria-label={timeLeft} value={remaining} max={Math.max(1, (expiresAt - startsAt) / 1_000)} />
    </section>
  );
}
