import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { callApi, type ApiRequest, type OrderView } from './api-client.js';
import { customerToken } from './tokens.js';

/** The HTTP status of an attempt, or the error code when there was no response. */
type ResponseStatus = number | string;

/** An order that the API acknowledged. */
interface AcknowledgedOrder {
  readonly id: string;
  readonly paymentToken: string;
}

/** Customers who place one order after another and retry each with the same idempotency key until they receive a response. */
export interface LoadGenerator {
  readonly acknowledged: readonly AcknowledgedOrder[];
  /** The number of responses by status. */
  readonly responseCounts: ReadonlyMap<ResponseStatus, number>;
  /** Resolves when every customer has a response to their last order. */
  stop(): Promise<void>;
}

interface LoadGeneratorOptions {
  /** Base URL of the API. */
  readonly url: string;
  readonly productId: string;
  readonly customers: number;
  /** Used in turn. */
  readonly paymentTokens: readonly string[];
}

const RETRY_DELAY_MS = 100;
/** Turns a request that hangs into a failure. */
const RESPONSE_TIMEOUT_MS = 60_000;

export function startLoadGenerator({ url, productId, customers, paymentTokens }: LoadGeneratorOptions): LoadGenerator {
  const acknowledged: AcknowledgedOrder[] = [];
  const responseCounts = new Map<ResponseStatus, number>();
  let stopping = false;
  const placeOrder = async (token: string, paymentToken: string) => {
    const items = [{ product_id: productId, quantity: 1 }];
    const request: ApiRequest = {
      token,
      headers: { 'idempotency-key': randomUUID() },
      body: { items, payment_method: 'credit_card', payment_token: paymentToken },
    };
    const send = () =>
      callApi<OrderView>(url, 'POST', '/v1/orders', { ...request, signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS) });
    for (;;) {
      const { status, body } = await send().catch(describeFailure);
      responseCounts.set(status, (responseCounts.get(status) ?? 0) + 1);
      if (body && (status === 201 || status === 200)) acknowledged.push({ id: body.id, paymentToken });
      if (typeof status === 'number' && status < 500) return;
      await sleep(RETRY_DELAY_MS);
    }
  };
  const runCustomer = async (_: unknown, number: number) => {
    const token = await customerToken();
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

/** A response that never arrived. */
function describeFailure(error: unknown): { status: string; body: undefined } {
  const { cause, name } = error as Error;
  return { status: cause instanceof Error && 'code' in cause ? String(cause.code) : name, body: undefined };
}
