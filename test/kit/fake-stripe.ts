import type { ServerResponse } from 'node:http';
import { startFakeServer } from './fake-server.js';

/** An answer of Stripe: its status, its body and headers; or what else happens to the connection. */
export type StripeResponse =
  | { readonly status?: number; readonly body: object; readonly headers?: Readonly<Record<string, string>> }
  | ((response: ServerResponse) => void);

export interface FakeStripe {
  readonly url: string;
  /** The answers, by request: `POST /v1/refunds`. What has none fails the test by its 418. */
  responses: Readonly<Record<string, StripeResponse>>;
  /** What was asked, in order. */
  requests: string[];
  stop(): Promise<void>;
}

/** Stripe's API as far as a test tells it, for the errors that stripe-mock never answers. */
export async function startFakeStripe(): Promise<FakeStripe> {
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
  const fake: FakeStripe = { url: server.url, responses: {}, requests: [], stop: () => server.stop() };
  return fake;
}

/** The smallest PaymentIntent that says so. */
export function paymentIntent(status: string, overrides: object = {}): { body: object } {
  const common = { id: 'pi_1', object: 'payment_intent', client_secret: 'pi_1_secret_x', last_payment_error: null };
  return { body: { ...common, next_action: null, status, ...overrides } };
}

export function stripeError(status: number, error: object): { status: number; body: object } {
  return { status, body: { error: { message: 'because', ...error } } };
}
