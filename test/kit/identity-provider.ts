import type { Server } from 'node:http';
import Provider from 'oidc-provider';
import type { OidcSettings } from '../../src/api/page/oidc-settings.js';
import { tokenKeys, type TokenKeys } from '../../src/api/auth/token-keys.js';
import { findFreePort } from '../../src/local/ports.js';

const AUDIENCE = 'urn:orders';
const CLIENT_ID = 'shop-page';

export interface IdentityProvider {
  readonly oidc: OidcSettings;
  /** Verifies the provider's access tokens. */
  readonly tokenKeys: TokenKeys;
  stop(): Promise<void>;
}

/**
 * Starts an OpenID Connect provider that knows the page and lets anyone sign in as a customer, with any password.
 *
 * @param shopUrl - the origin of the page
 */
export async function startIdentityProvider(shopUrl: string): Promise<IdentityProvider> {
  const port = await findFreePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        redirect_uris: [`${shopUrl}/`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'none',
      },
    ],
    cookies: { keys: ['a key of the test'] },
    clientBasedCORS: () => true,
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: () => ({ roles: ['customer'] }),
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'openid',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = provider.listen(port, '127.0.0.1', () => resolve(listening));
  });
  return {
    oidc: { issuer, clientId: CLIENT_ID, scope: 'openid', resource: AUDIENCE },
    tokenKeys: tokenKeys({ JWT_JWKS_URL: `${issuer}/jwks`, JWT_ISSUER: issuer, JWT_AUDIENCE: AUDIENCE }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
