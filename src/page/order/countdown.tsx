import { useEffect, useState } from 'preact/hooks';
import type { Order } from '../client/types.js';
import { formatClock } from './order-messages.js';

const TICK_MS = 500;

/** How long the stock is still held for an order that is not paid. */
export function Countdown({ order }: { readonly order: Order }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const startsAt = Date.parse(order.created_at);
  const expiresAt = Date.parse(order.reservation_expires_at);
  const remaining = Math.max(0, expiresAt - now) / 1_000;
  return (
    <section class="card countdown" aria-labelledby="held">
      <h2 id="held">{remaining > 0 ? 'The stock is held for' : 'The reservation has run out'}</h2>
      <p class="clock" role="timer">
        {formatClock(remaining)}
      </p>
      <progress aria-label="Time left" value={remaining} max={Math.max(1, (expiresAt - startsAt) / 1_000)} />
    </section>
  );
}
