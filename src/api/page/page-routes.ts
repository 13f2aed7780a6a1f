import { z } from 'zod';
import { uuid } from '../http/fields.js';
import { defineRoute, type Route } from '../http/route.js';
import { signLocalToken, type LocalSigner } from './local-sign-in.js';

export interface PageSettings {
  /** Where the built page is. */
  readonly folder: string;
  /** Which payment provider takes the charges: the simulated one lets the page choose what becomes of them. */
  readonly paymentGateway: 'simulated' | 'stripe';
  /** Signs in whoever asks, as whomever they like; undefined wherever that would open a door. */
  readonly localSigner: LocalSigner | undefined;
}

/** The routes of the page's own. They are no part of the API and not in its document. */
export function pageRoutes({ paymentGateway, localSigner }: PageSettings): Route[] {
  const config = defineRoute({
    method: 'get',
    path: '/page/config.json',
    operationId: 'getPageConfig',
    summary: 'What the page must know of where it is',
    access: 'anyone',
    responses: {
      200: {
        description: 'The configuration',
        body: z.object({
          payment_gateway: z.enum(['simulated', 'stripe']),
          local_sign_in: z.boolean(),
          temporal: z.object({ web_ui_url: z.string().nullable(), namespace: z.string() }),
        }),
      },
    },
    handler: (_request, { webUi }) => ({
      status: 200,
      body: {
        payment_gateway: paymentGateway,
        local_sign_in: localSigner !== undefined,
        temporal: { web_ui_url: webUi.url ?? null, namespace: webUi.namespace },
      },
    }),
  });
  return localSigner ? [config, signIn(localSigner)] : [config];
}

function signIn(signer: LocalSigner): Route {
  return defineRoute({
    method: 'post',
    path: '/page/token',
    operationId: 'signInLocally',
    summary: 'A token for the local stack',
    access: 'anyone',
    body: z.strictObject({ user_id: uuid, role: z.enum(['customer', 'operator']) }),
    responses: { 200: { description: 'The token', body: z.object({ token: z.string() }) } },
    async handler({ body }) {
      return { status: 200, body: { token: await signLocalToken(signer, body.user_id, body.role) } };
    },
  });
}
