import { createHmac, randomUUID } from 'node:crypto';

/** An event as the simulated gateway sends it. @param at - unix seconds of its signature */
export function signedEvent(
  secret: string,
  { type, orderId }: { type: string; orderId: string },
  at = Math.floor(Date.now() / 1_000),
): { body: string; signature: string } {
  const body = JSON.stringify({ id: `evt_${randomUUID()}`, type, created: at, data: { order_id: orderId } });
  const hmac = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return { body, signature: `t=${at},v1=${hmac}` };
}
