import type { ServerResponse } from 'node:http';
import { startFakeServer } from './fake-server.js';

/** A response of Stripe, or a function that breaks the connection. */
export type StripeResponse =
  | { readonly status?: number; readonly body: object; readonly headers?: Readonly<Record<string, string>> }
  | ((response: ServerResponse) => void);

export interface ScriptedStripe {
  readonly url: string;
  /** Responses by request (`POST /v1/refunds`). Any other request gets a 418. */
  responses: Readonly<Record<string, StripeResponse>>;
  /** The requests so far, in order. */
  requests: string[];
  stop(): Promise<void>;
}

/** A scripted Stripe for what no state explains: outages, broken responses. */
export async function startScriptedStripe(): Promise<ScriptedStripe> {
  const server = await startFakeServer((request, response) => {
    const call = `${request.method} ${request.url?.split('?')[0]}`;
    fake.requests.push(call);
    request.resume();
    request.on('end', () => {
      const stripeResponse = fake.responses[call] ?? {
        status: 418,
        body: { error: { message: `unexpected: ${call}` } },
      };
      if (typeof stripeResponse === 'function') stripeResponse(response);
      else {
        response.writeHead(stripeResponse.status ?? 200, {
          'content-type': 'application/json',
          ...stripeResponse.headers,
        });
        response.end(JSON.stringify(stripeResponse.body));
      }
    });
  });
  const fake: ScriptedStripe = { url: server.url, responses: {}, requests: [], stop: () => server.stop() };
  return fake;
}

/** A minimal PaymentIntent. */
export function paymentIntent(status: string, overrides: object = {}): { body: object } {
  const money = { amount: 100, amount_received: 100, currency: 'usd' };
  const common = { id: 'pi_1', object: 'payment_intent', client_secret: 'pi_1_secret_x', last_payment_error: null };
  return { body: { ...common, ...money, next_action: null, status, ...overrides } };
}

export function stripeError(status: number, error: object): { status: number; body: object } {
  return { status, body: { error: { message: 'because', ...error } } };
}
