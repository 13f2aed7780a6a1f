import { isIP } from 'node:net';
import { isAllowedAddress, type WebhookTargets } from './address-policy.js';

export const MAX_URL_LENGTH = 2_048;

/** Other ports belong to other services, which a webhook must not reach. */
const PUBLIC_PORTS: ReadonlySet<string> = new Set(['', '443', '8443']);

/** The first port that a process without privileges can listen on. */
const FIRST_LOCAL_PORT = 1_024;

/**
 * Checks everything about a URL that needs no DNS.
 *
 * @returns what must change, as the end of a sentence; undefined when webhooks may go there
 */
export function urlProblem(text: string, targets: WebhookTargets): string | undefined {
  if (text.length > MAX_URL_LENGTH || !URL.canParse(text)) return 'must be a URL of at most 2,048 characters';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'must not contain credentials: the signature authenticates';
  if (url.hash !== '') return 'must not contain a fragment: it is not sent';
  const host = hostAddress(url);
  if (targets === 'loopback' && isLoopback(url)) return localPortProblem(url);
  if (url.protocol !== 'https:') return 'must start with https://';
  if (!PUBLIC_PORTS.has(url.port)) return 'must use port 443 or 8443';
  if (isIP(host) !== 0 && !isAllowedAddress(host, targets)) return 'must not lead to a private or reserved address';
  if (isIP(host) === 0 && !host.includes('.')) return 'must use a full host name, such as hooks.example.com';
  return undefined;
}

/** The host of a URL, an IPv6 address without its brackets. */
export function hostAddress({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

function isLoopback(url: URL): boolean {
  const host = hostAddress(url);
  return /^https?:$/.test(url.protocol) && (host === 'localhost' || (isIP(host) !== 0 && isLoopbackAddress(host)));
}

/** Loopback is the one class that only `loopback` allows. */
function isLoopbackAddress(address: string): boolean {
  return isAllowedAddress(address, 'loopback') && !isAllowedAddress(address, 'public');
}

function localPortProblem({ port }: URL): string | undefined {
  return Number(port) >= FIRST_LOCAL_PORT ? undefined : 'must name a port from 1024 on';
}
