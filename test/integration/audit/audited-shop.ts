import { audit, type Finding } from '../../../src/audit/audit.js';
import { INVARIANTS } from '../../../src/audit/invariants/index.js';
import { listRuns, type ListedRun } from '../../../src/audit/temporal-runs.js';
import { waitUntil } from '../../kit/observe.js';
import { hasFinalStatus } from '../../kit/api-client.js';
import { startStorefront, type Storefront } from '../../kit/storefront.js';

/** A shop with an order for each final status and nothing in flight. */
export interface AuditedShop {
  readonly shop: Storefront;
  readonly productId: string;
  /** Lists the current runs. */
  readonly runs: () => Promise<ListedRun[]>;
  /** Runs an audit. @returns the offenders, by the id of the violated invariant */
  readonly findViolations: (options?: {
    settled?: boolean;
    runs?: () => Promise<ListedRun[]>;
  }) => Promise<Record<string, unknown>>;
}

export async function openAuditedShop(): Promise<AuditedShop> {
  const shop = await startStorefront();
  const { client } = shop.system.temporal;
  const { url } = shop.system.database;
  const { id: productId } = await shop.system.addProduct(100);

  const placeAndWait = async (fields: object) => {
    const placed = await shop.placeOrder(productId, fields);
    return shop.waitForOrder(placed.body.id, hasFinalStatus);
  };
  await placeAndWait({});
  const refunded = await placeAndWait({});
  await shop.request('POST', `/v1/orders/${refunded.id}/refunds`, { amount: 100, reason: 'scratched' }, 'operator');
  const cancelled = await placeAndWait({});
  await shop.request('POST', `/v1/orders/${cancelled.id}/cancel`, {});
  await placeAndWait({ payment_token: 'tok_decline' });
  await shop.placeOrder(productId, { items: [{ product_id: productId, quantity: 101 }] });
  const waiting = await shop.placeOrder(productId, { payment_method: 'paypal' });
  await shop.request('POST', `/v1/orders/${waiting.body.id}/cancel`, {});

  const audited: AuditedShop = {
    shop,
    productId,
    runs: async () => {
      const runs: ListedRun[] = [];
      for await (const page of listRuns(client, 2)) runs.push(...page);
      return runs;
    },
    findViolations: async ({ settled = true, runs = audited.runs } = {}) => {
      const findings = await audit({
        databaseUrl: url,
        gatewayDatabaseUrl: url,
        async *listRuns() {
          yield await runs();
        },
        invariants: INVARIANTS,
        settled,
        recheckDelayMs: 0,
      });
      return Object.fromEntries(findings.filter(isViolated).map(({ id, offenders }) => [id, offenders]));
    },
  };
  await waitUntil(audited.findViolations, (found) => !('runs.closed' in found) && !('events.delivered' in found));
  return audited;
}

function isViolated({ violations }: Finding): boolean {
  return violations > 0;
}
