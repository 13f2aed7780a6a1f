import { StartError } from '../../config/start-error.js';

/** How the page signs users in with an identity provider. */
export interface OidcSettings {
  /** The URL of the provider. */
  readonly issuer: string;
  readonly clientId: string;
  /** Space-separated scopes. */
  readonly scope: string;
  /** The API for which the provider issues access tokens (RFC 8707). */
  readonly resource: string | undefined;
}

export const OIDC_VARIABLES = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_SCOPE', 'OIDC_RESOURCE'] as const;

interface OidcConfig {
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_SCOPE: string;
  readonly OIDC_RESOURCE?: string | undefined;
}

/**
 * Undefined when the page signs users in without a provider.
 *
 * @throws StartError when the client id is missing
 */
export function oidcSettings(config: OidcConfig): OidcSettings | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_SCOPE: scope, OIDC_RESOURCE: resource } = config;
  if (issuer === undefined) return undefined;
  if (clientId === undefined) throw new StartError('OIDC_CLIENT_ID must be set with OIDC_ISSUER.');
  return { issuer, clientId, scope, resource };
}
