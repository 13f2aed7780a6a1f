import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderView } from './storefront.js';

/** What the API said to one try: a status, or the reason why there was none. */
type ResponseStatus = number | string;

/** An order that was acknowledged, and what must become of it. */
interface AcknowledgedOrder {
  readonly id: string;
  readonly paymentToken: string;
}

/** Customers who order one after the other without a pause, and try again under the same key until they are answered. */
export interface LoadGenerator {
  readonly acknowledged: readonly AcknowledgedOrder[];
  /** How often each answer was heard. */
  readonly responseCounts: ReadonlyMap<ResponseStatus, number>;
  /** Resolves when each customer has an answer to their last order. */
  stop(): Promise<void>;
}

interface LoadGeneratorOptions {
  /** The API. */
  readonly url: string;
  readonly productId: string;
  readonly customers: number;
  /** The cards they pay with, in turn. */
  readonly paymentTokens: readonly string[];
  /** Of one customer. */
  readonly newToken: (userId: string) => Promise<string>;
}

const RETRY_DELAY_MS = 100;
/** A hang is a failure of the API: no answer may take so long. */
const RESPONSE_TIMEOUT_MS = 60_000;

export function startLoadGenerator({
  url,
  productId,
  customers,
  paymentTokens,
  newToken,
}: LoadGeneratorOptions): LoadGenerator {
  const acknowledged: AcknowledgedOrder[] = [];
  const responseCounts = new Map<ResponseStatus, number>();
  let stopping = false;
  const sendRequest = async (init: RequestInit): Promise<{ status: ResponseStatus; body: OrderView | undefined }> => {
    try {
      const response = await fetch(`${url}/v1/orders`, { ...init, signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS) });
      return { status: response.status, body: (await response.json()) as OrderView };
    } catch (error) {
      const { cause, name } = error as Error;
      return { status: cause instanceof Error && 'code' in cause ? String(cause.code) : name, body: undefined };
    }
  };
  const placeOrder = async (token: string, paymentToken: string) => {
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
      const { status, body } = await sendRequest(init);
      responseCounts.set(status, (responseCounts.get(status) ?? 0) + 1);
      if (body && (status === 201 || status === 200)) acknowledged.push({ id: body.id, paymentToken });
      if (typeof status === 'number' && status < 500) return;
      await sleep(RETRY_DELAY_MS);
    }
  };
  const runCustomer = async (_: unknown, number: number) => {
    const token = await newToken(randomUUID());
    for (let count = number; !stopping; count += 1) {
      await placeOrder(token, paymentTokens[count % paymentTokens.length] ?? 'tok_approve');
      await sleep(RETRY_DELAY_MS);
    }
  };
  const running = Promise.all(Array.from({ length: customers }, runCustomer));
  running.catch(() => undefined);
  return {
    acknowledged,
    responseCounts,
    async stop() {
      stopping = true;
      await running;
    },
  };
}
