import type { IncomingMessage, ServerResponse } from 'node:http';
import { startFakeServer } from '../fake-server.js';
import { Account } from './account.js';
import { AccountControls } from './controls.js';
import { StripeApiError } from './errors.js';
import { parseForm } from './form.js';
import { IdempotencyKeys, type StripeResponse } from './idempotency.js';
import { findRoute, type Route } from './routes.js';

/**
 * A stateful fake of Stripe's API, written from its public documentation: an account with its objects, behind Stripe's paths
 * and form encoding. The methods of `AccountControls` do what customers, banks and time do.
 */
export class FakeStripe extends AccountControls {
  /** The requests so far, for example `POST /v1/payment_intents/:id/confirm`. */
  requests: string[] = [];
  /** Routes whose requests are executed and whose connection is closed without a response. */
  readonly lostResponses = new Set<string>();
  private readonly keys = new IdempotencyKeys();

  private constructor(
    readonly url: string,
    readonly stop: () => Promise<void>,
  ) {
    super(new Account());
  }

  static async start(): Promise<FakeStripe> {
    const server = await startFakeServer((request, response) => void fake.serve(request, response));
    const fake = new FakeStripe(server.url, () => server.stop());
    return fake;
  }

  /** Forgets the idempotency keys, as Stripe does after a day. */
  forgetKeys(): void {
    this.keys.forget();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { pathname, search } = new URL(request.url ?? '', this.url);
    const { status, body: json, replayed, route } = this.respond(request, pathname, search.slice(1), body);
    if (this.lostResponses.has(route)) return void response.destroy();
    response.writeHead(status, {
      'content-type': 'application/json',
      'request-id': `req_${this.requests.length}`,
      ...(replayed && { 'idempotent-replayed': 'true' }),
    });
    response.end(json);
  }

  private respond(
    { method = '', headers }: IncomingMessage,
    path: string,
    query: string,
    body: string,
  ): StripeResponse & { replayed?: boolean; route: string } {
    const key = headers['idempotency-key'];
    const encoded = `${path}?${query}&${body}`;
    let route = '';
    try {
      const found = findRoute(method, path);
      route = found.name;
      this.requests.push(route);
      if (typeof key !== 'string') return { ...this.execute(found, query, body), route };
      const earlier = this.keys.find(key, encoded);
      if (earlier) return { ...earlier, replayed: true, route };
      return { ...this.executeOnce(key, encoded, () => this.execute(found, query, body)), route };
    } catch (error) {
      return { ...errorResponse(error), route };
    }
  }

  private execute(route: Route, query: string, body: string): StripeResponse {
    return { status: 200, body: JSON.stringify(route.handle(this.account, parseForm(`${query}&${body}`))) };
  }

  /** Saves the response, unless the request was rejected before it was executed. */
  private executeOnce(key: string, request: string, execute: () => StripeResponse): StripeResponse {
    let response: StripeResponse;
    try {
      response = execute();
    } catch (error) {
      if (!(error instanceof StripeApiError) || !error.executed) throw error;
      response = errorResponse(error);
    }
    this.keys.save(key, request, response);
    return response;
  }
}

function errorResponse(error: unknown): StripeResponse {
  if (!(error instanceof StripeApiError)) throw error;
  return { status: error.status, body: JSON.stringify({ error: error.fields }) };
}
