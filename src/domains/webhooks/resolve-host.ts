import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isAllowedAddress, type WebhookTargets } from './address-policy.js';

/** A host name resolves to an address to which no webhook may be sent. The connection is not made. */
export class AddressNotAllowed extends Error {
  override readonly name = 'AddressNotAllowed';
  constructor() {
    super('The host name resolves to a private or reserved address.');
  }
}

/**
 * A DNS lookup for `net.connect`. The socket connects to the addresses that were checked, so a name that changes between a check
 * and a connection gains nothing.
 *
 * @param resolve - replaces the system's resolver
 */
export function checkedLookup(targets: WebhookTargets, resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, { all, ...options }, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) {
        callback(error, '');
        return;
      }
      // One forbidden address is enough: the name is not what its owner says.
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isAllowedAddress(address, targets)))
        callback(new AddressNotAllowed(), '');
      else if (all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

/** Time that a caller waits for DNS, in milliseconds. */
const LOOKUP_TIMEOUT_MS = 1_000;

/**
 * True when a host resolves to a forbidden address now. A host that does not resolve yet is left to the deliveries, which check
 * every connection.
 */
export async function leadsToForbiddenAddress(hostname: string, targets: WebhookTargets): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, LOOKUP_TIMEOUT_MS, false);
  });
  const forbidden = new Promise<boolean>((resolve) =>
    checkedLookup(targets)(hostname, { all: true }, (error) => resolve(error instanceof AddressNotAllowed)),
  );
  return Promise.race([forbidden, timeout]).finally(() => clearTimeout(timer));
}
