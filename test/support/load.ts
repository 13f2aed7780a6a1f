import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from './storefront.js';

/** What the API said to one try: a status, or the reason why there was none. */
type Heard = number | string;

/** An order that was acknowledged, and what must become of it. */
interface Acknowledged {
  readonly id: string;
  readonly paymentToken: string;
}

/** Customers who order one after the other without a pause, and try again under the same key until they are answered. */
export interface Load {
  readonly acknowledged: readonly Acknowledged[];
  /** How often each answer was heard. */
  readonly heard: ReadonlyMap<Heard, number>;
  /** Resolves when each customer has an answer to their last order. */
  stop(): Promise<void>;
}

interface LoadOptions {
  /** The API. */
  readonly url: string;
  readonly productId: string;
  readonly customers: number;
  /** The cards they pay with, in turn. */
  readonly paymentTokens: readonly string[];
  /** Of one customer. */
  readonly newToken: (userId: string) => Promise<string>;
}

const PAUSE_MS = 100;
/** A hang is a failure of the API: no answer may take so long. */
const LONGEST_ANSWER_MS = 60_000;

export function startLoad({ url, productId, customers, paymentTokens, newToken }: LoadOptions): Load {
  const acknowledged: Acknowledged[] = [];
  const heard = new Map<Heard, number>();
  let stopping = false;
  const ask = async (init: RequestInit): Promise<{ status: Heard; body: OrderView | undefined }> => {
    try {
      const response = await fetch(`${url}/v1/orders`, { ...init, signal: AbortSignal.timeout(LONGEST_ANSWER_MS) });
      return { status: response.status, body: (await response.json()) as OrderView };
    } catch (error) {
      const { cause, name } = error as Error;
      return { status: cause instanceof Error && 'code' in cause ? String(cause.code) : name, body: undefined };
    }
  };
  const order = async (token: string, paymentToken: string) => {
    const init = {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify({
        items: [{ product_id: productId, quantity: 1 }],
        payment_method: 'credit_card',
        payment_token: paymentToken,
      }),
    };
    for (;;) {
      const { status, body } = await ask(init);
      heard.set(status, (heard.get(status) ?? 0) + 1);
      if (body && (status === 201 || status === 200)) acknowledged.push({ id: body.id, paymentToken });
      if (typeof status === 'number' && status < 500) return;
      await sleep(PAUSE_MS);
    }
  };
  const customer = async (_: unknown, number: number) => {
    const token = await newToken(randomUUID());
    for (let count = number; !stopping; count += 1) {
      await order(token, paymentTokens[count % paymentTokens.length] ?? 'tok_approve');
      await sleep(PAUSE_MS);
    }
  };
  const shopping = Promise.all(Array.from({ length: customers }, customer));
  shopping.catch(() => undefined);
  return {
    acknowledged,
    heard,
    async stop() {
      stopping = true;
      await shopping;
    },
  };
}
