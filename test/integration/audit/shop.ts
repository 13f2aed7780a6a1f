import { audit, type Finding } from '../../../src/audit/audit.js';
import { INVARIANTS } from '../../../src/audit/invariants/index.js';
import { listRuns, type ListedRun } from '../../../src/audit/temporal-runs.js';
import { until } from '../../support/observe.js';
import { isOver, openStorefront, type Storefront } from '../../support/storefront.js';

/** A shop with an order of each fate, at rest. */
export interface AuditedShop {
  readonly shop: Storefront;
  readonly productId: string;
  /** All the runs that Temporal lists now. */
  readonly runs: () => Promise<ListedRun[]>;
  /** The ids of the invariants that are broken, by whom. */
  readonly broken: (options?: {
    settled?: boolean;
    runs?: () => Promise<ListedRun[]>;
  }) => Promise<Record<string, unknown>>;
}

export async function openAuditedShop(): Promise<AuditedShop> {
  const shop = await openStorefront();
  const { client } = shop.system.temporal;
  const { url } = shop.system.database;
  const { id: productId } = await shop.system.addProduct(100);

  const over = async (fields: object) => {
    const placed = await shop.order(productId, fields);
    return shop.watch(placed.body.id, isOver);
  };
  await over({});
  const refunded = await over({});
  await shop.ask('POST', `/v1/orders/${refunded.id}/refunds`, { amount: 100, reason: 'scratched' }, 'operator');
  const undone = await over({});
  await shop.ask('POST', `/v1/orders/${undone.id}/cancel`, {});
  await over({ payment_token: 'tok_decline' });
  await shop.order(productId, { items: [{ product_id: productId, quantity: 101 }] });
  const waiting = await shop.order(productId, { payment_method: 'paypal' });
  await shop.ask('POST', `/v1/orders/${waiting.body.id}/cancel`, {});

  const audited: AuditedShop = {
    shop,
    productId,
    runs: async () => {
      const runs: ListedRun[] = [];
      for await (const page of listRuns(client, 2)) runs.push(...page);
      return runs;
    },
    broken: async ({ settled = true, runs = audited.runs } = {}) => {
      const findings = await audit({
        databaseUrl: url,
        gatewayDatabaseUrl: url,
        listRuns: async function* () {
          yield await runs();
        },
        invariants: INVARIANTS,
        settled,
        pauseMs: 0,
      });
      return Object.fromEntries(findings.filter(isBroken).map(({ id, offenders }) => [id, offenders]));
    },
  };
  await until(audited.broken, (broken) => !('runs.closed' in broken) && !('events.delivered' in broken));
  return audited;
}

function isBroken({ violations }: Finding): boolean {
  return violations > 0;
}
