import { z } from 'zod';
import { uuid } from '../http/fields.js';
import { defineRoute, type Route } from '../http/route.js';
import type { OidcSettings } from './oidc-settings.js';
import { signLocalToken, type LocalSigner } from './local-sign-in.js';

export interface PageSettings {
  /** Folder of the built page. */
  readonly folder: string;
  /** With the simulated provider the page offers a choice of payment outcomes. */
  readonly paymentGateway: 'simulated' | 'stripe';
  /** Signs a token for any user without a password; undefined except on the local stack. */
  readonly localSigner: LocalSigner | undefined;
  /** The identity provider of the page; it replaces the local sign-in. */
  readonly oidc?: OidcSettings | undefined;
}

/** The routes that only the page uses. They are not part of the API or its OpenAPI document. */
export function pageRoutes({ paymentGateway, localSigner, oidc }: PageSettings): Route[] {
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
          oidc: z
            .object({
              issuer: z.string(),
              client_id: z.string(),
              scope: z.string(),
              resource: z.string().nullable(),
            })
            .nullable(),
          temporal: z.object({ web_ui_url: z.string().nullable(), namespace: z.string() }),
        }),
      },
    },
    handler: (_request, { webUi }) => ({
      status: 200,
      body: {
        payment_gateway: paymentGateway,
        local_sign_in: localSigner !== undefined && oidc === undefined,
        oidc: oidc
          ? { issuer: oidc.issuer, client_id: oidc.clientId, scope: oidc.scope, resource: oidc.resource ?? null }
          : null,
        temporal: { web_ui_url: webUi.url ?? null, namespace: webUi.namespace },
      },
    }),
  });
  return localSigner ? [config, currentUser, signIn(localSigner)] : [config, currentUser];
}

/** Who the token belongs to. Only the API knows which claims hold the user and the roles. */
const currentUser = defineRoute({
  method: 'get',
  path: '/page/user',
  operationId: 'getCurrentUser',
  summary: 'Get the user of the access token',
  access: 'owner_or_operator',
  responses: {
    200: {
      description: 'The user.',
      body: z.object({ user_id: uuid, roles: z.array(z.enum(['customer', 'operator'])) }),
    },
  },
  handler: ({ user }) => ({ status: 200, body: { user_id: user.id, roles: [...user.roles] } }),
});

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
