import { z } from 'zod';
import { uuid } from '../http/fields.js';
import { defineRoute, type Route } from '../http/route.js';
import { signLocalToken, type LocalSigner } from './local-sign-in.js';

export interface PageSettings {
  /** Folder of the built page. */
  readonly folder: string;
  /** With the simulated provider the page offers a choice of payment outcomes. */
  readonly paymentGateway: 'simulated' | 'stripe';
  /** Signs a token for any user without a password; undefined except on the local stack. */
  readonly localSigner: LocalSigner | undefined;
}

/** The routes that only the page uses. They are not part of the API or its OpenAPI document. */
export function pageRoutes({ paymentGateway, localSigner }: PageSettings): Route[] {
  const config = defineRoute({
    method: 'get',
    path: '/page/config.json',
    operationId: 'getPageConfig',
    summary: 'Get the configuration of the page',
    access: 'anyone',
    responses: {
      200: {
        description: 'The configuration.',
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
    summary: 'Get a token for the local stack',
    access: 'anyone',
    body: z.strictObject({ user_id: uuid, role: z.enum(['customer', 'operator']) }),
    responses: { 200: { description: 'The token.', body: z.object({ token: z.string() }) } },
    async handler({ body }) {
      return { status: 200, body: { token: await signLocalToken(signer, body.user_id, body.role) } };
    },
  });
}
