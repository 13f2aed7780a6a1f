import ipaddr from 'ipaddr.js';

/** Where webhooks may go. `loopback` also permits http and this machine, for development. */
export type WebhookTargets = 'public' | 'loopback';

/** IPv6 that is routed on the internet. Everything outside it is reserved, local, or carries an IPv4 address. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/** Public addresses at which a cloud answers its own virtual machines. */
const PLATFORM_ADDRESSES = new Set(['168.63.129.16']);

/**
 * True when a webhook may be sent to the address. Only addresses of the public internet qualify: a list of exceptions would miss
 * the next special range.
 */
export function isAllowedAddress(address: string, targets: WebhookTargets): boolean {
  if (!ipaddr.isValid(address)) return false;
  // Turns an IPv4-mapped IPv6 address into its IPv4 address.
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  if (targets === 'loopback' && range === 'loopback') return true;
  if (range !== 'unicast' || PLATFORM_ADDRESSES.has(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(GLOBAL_UNICAST);
}
