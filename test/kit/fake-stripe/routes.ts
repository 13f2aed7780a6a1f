import type { Account } from './account.js';
import { listDisputes } from './disputes.js';
import { StripeApiError } from './errors.js';
import type { Form } from './form.js';
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  retrieveIntent,
  searchIntents,
} from './payment-intents.js';
import { createRefund, listRefunds } from './refunds.js';

type Handler = (account: Account, parameters: Form, id: string) => object;

/** By method and path. `:id` stands for the id of an object. */
const ROUTES: Readonly<Record<string, Handler>> = {
  'POST /v1/payment_intents': createIntent,
  'GET /v1/payment_intents/search': searchIntents,
  'GET /v1/payment_intents/:id': (account, query, id) => retrieveIntent(account, id, query),
  'POST /v1/payment_intents/:id/confirm': (account, form, id) => confirmIntent(account, id, form),
  'POST /v1/payment_intents/:id/cancel': (account, _, id) => cancelIntent(account, id),
  'POST /v1/payment_intents/:id/capture': (account, form, id) => captureIntent(account, id, form),
  'GET /v1/refunds': listRefunds,
  'POST /v1/refunds': createRefund,
  'GET /v1/disputes': listDisputes,
};

export interface Route {
  /** For example `POST /v1/payment_intents/:id/confirm`. */
  readonly name: string;
  readonly handle: (account: Account, parameters: Form) => object;
}

/** @throws StripeApiError */
export function findRoute(method: string, path: string): Route {
  const id = /^\/v1\/\w+\/(\w+_\w+)/.exec(path)?.[1] ?? '';
  const name = `${method} ${id === '' ? path : path.replace(id, ':id')}`;
  const handler = ROUTES[name];
  if (!handler) {
    throw new StripeApiError(404, { type: 'invalid_request_error', message: `Unrecognized request URL (${name}).` });
  }
  return { name, handle: (account, parameters) => handler(account, parameters, id) };
}
