import * as oauth from 'oauth4webapi';
import type { OidcSettings } from './page-routes.js';

const REQUEST_KEY = 'durable-orders.sign-in';

/** What the answer of the provider is checked against, and where the user was. */
interface SignInRequest {
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
  readonly hash: string;
}

/** Leaves for the sign-in page of the identity provider (authorization code with PKCE). */
export async function startSignIn(settings: OidcSettings): Promise<void> {
  const server = await discover(settings);
  if (server.authorization_endpoint === undefined) throw new Error('The provider has no authorization endpoint.');
  const request: SignInRequest = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    hash: location.hash,
  };
  sessionStorage.setItem(REQUEST_KEY, JSON.stringify(request));
  const url = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: settings.client_id,
    redirect_uri: redirectUri(),
    response_type: 'code',
    scope: settings.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(request.verifier),
    code_challenge_method: 'S256',
    state: request.state,
    nonce: request.nonce,
    ...(settings.resource !== null && { resource: settings.resource }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * Completes a sign-in: returns to where the user was and exchanges the code for an access token.
 *
 * @throws when the answer does not belong to a sign-in of this tab, or the provider rejects it
 */
export async function finishSignIn(settings: OidcSettings): Promise<string> {
  const answer = new URL(location.href);
  const stored = sessionStorage.getItem(REQUEST_KEY);
  sessionStorage.removeItem(REQUEST_KEY);
  const request = stored === null ? undefined : (JSON.parse(stored) as SignInRequest);
  // The code must not stay in the history of the browser.
  history.replaceState(null, '', `${location.pathname}${request?.hash ?? ''}`);
  // `replaceState` itself does not tell the view that the URL has changed.
  dispatchEvent(new HashChangeEvent('hashchange'));
  if (!request) throw new Error('No sign-in was started in this tab.');

  const server = await discover(settings);
  const client: oauth.Client = { client_id: settings.client_id };
  const parameters = oauth.validateAuthResponse(server, client, answer, request.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    parameters,
    redirectUri(),
    request.verifier,
    {
      ...requestOptions(settings),
      ...(settings.resource !== null && { additionalParameters: { resource: settings.resource } }),
    },
  );
  const result = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: request.nonce,
    requireIdToken: true,
  });
  return result.access_token;
}

async function discover(settings: OidcSettings): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(settings.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, requestOptions(settings)));
}

/** A provider without TLS is accepted only where the operator configured one, for example on this machine. */
function requestOptions({ issuer }: OidcSettings) {
  return {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- deprecated to stand out; production rejects such an issuer
    [oauth.allowInsecureRequests]: new URL(issuer).protocol === 'http:',
    signal: () => AbortSignal.timeout(15_000),
  };
}

function redirectUri(): string {
  return `${location.origin}/`;
}
