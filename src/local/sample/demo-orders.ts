import { ESPRESSO_BEANS, ESPRESSO_CUPS } from '../catalogue/demo-products.js';

export const DEMO_USER_ID = '0d1e5c1a-7b52-4e0f-8f53-2f4c6b1c9a10';

/** The order that the first start places. */
export const SAMPLE_ORDER = {
  items: [
    { product_id: ESPRESSO_BEANS.id, quantity: 2 },
    { product_id: ESPRESSO_CUPS.id, quantity: 1 },
  ],
  payment_method: 'credit_card',
  payment_token: 'tok_approve',
} as const;

/** The order that the printed command places. */
const NEXT_ORDER = { ...SAMPLE_ORDER, items: [{ product_id: ESPRESSO_BEANS.id, quantity: 1 }] } as const;

/** A shell command that places another order and waits up to 10 s for the result. */
export function curlCommand(apiUrl: string, token: string): string {
  return [
    `curl -sS ${apiUrl}/v1/orders`,
    `-H 'Authorization: Bearer ${token}'`,
    `-H 'Content-Type: application/json'`,
    `-H 'Prefer: wait=10'`,
    `-d '${JSON.stringify(NEXT_ORDER)}'`,
  ].join(' ');
}
