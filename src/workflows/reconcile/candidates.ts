import { patched } from '@temporalio/workflow';
import type { ComparedPayments, Discrepancy, UnsettledPayment } from '../../contracts/payments.js';
import type {
  CandidateSource,
  LostCancellations,
  ReconcileCursors,
  ReconcileInput,
} from '../../contracts/reconcile.js';
import { inventory, orders, payments } from '../activities.js';
import { comparePayments, findLostCancellations } from './activities.js';
import { describeFailure } from './describe-failure.js';

/** One page of each source. */
export interface CandidatePage {
  readonly orderIds: readonly string[];
  /** Orders whose cancellation may not have completed. */
  readonly cancellations: readonly string[];
  readonly unsettled: readonly UnsettledPayment[];
  readonly discrepancies: readonly Discrepancy[];
  readonly cursors: ReconcileCursors;
  readonly problems: readonly string[];
}

const LAST_COMPARISON: ComparedPayments = { discrepancies: [], cancellations: [], next: null };
const LAST_CANCELLATIONS: LostCancellations = { orderIds: [], next: null };

/** Reads the next page of each source that has one. */
export async function findCandidates(input: ReconcileInput, cursors: ReconcileCursors): Promise<CandidatePage> {
  const isoSecondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000).toISOString();
  const { limit } = input;
  const [before, after] = [isoSecondsAgo(input.graceSeconds), isoSecondsAgo(input.windowSeconds)];
  const problems: string[] = [];
  const orLastPage =
    <Page>(task: string, lastPage: Page) =>
    (error: unknown): Page => {
      problems.push(`${task}: ${describeFailure(error)}`);
      return lastPage;
    };
  const read = <Page>(source: CandidateSource, lastPage: Page, find: (cursor: string | undefined) => Promise<Page>) => {
    const cursor = cursors[source];
    return cursor === null ? Promise.resolve(lastPage) : find(cursor);
  };

  // The first four commands are those of version 0.1.0, whose histories must replay.
  const found = [
    read('reservations', [], (cursor) => inventory.findOverdueReservations({ before, limit, cursor })),
    read('orders', [], (cursor) => orders.findUnfinishedOrders({ before, limit, cursor })),
    read('payments', [], (cursor) => payments.findUnsettledPayments({ before, limit, cursor })),
    read('comparison', LAST_COMPARISON, (cursor = '') =>
      comparePayments({ after, before, limit, cursor: cursor || null })
        .then(toComparedPayments)
        .catch(orLastPage('Payments were not compared with the provider', LAST_COMPARISON)),
    ),
    // replay-tested: 2026-11-28
    patched('find lost cancellations')
      ? read('cancellations', LAST_CANCELLATIONS, (cursor = '') =>
          findLostCancellations({ before, limit, cursor: cursor || null }).catch(
            orLastPage('Cancellations that did not complete were not searched', LAST_CANCELLATIONS),
          ),
        )
      : Promise.resolve(LAST_CANCELLATIONS),
    // replay-tested: 2026-11-28
    patched('find stock of ended orders')
      ? read('endedOrders', [], (cursor) => orders.findEndedOrders({ after, before, limit, cursor }))
      : Promise.resolve([]),
  ] as const;
  const [reservations, unfinished, unsettled, compared, lost, ended] = await Promise.all(found);
  // A run that another one replaced may have confirmed stock of an order that the other one ended.
  const heldByEnded = ended.length > 0 ? await inventory.heldStock(ended) : [];
  const flagged = [
    ...reservations,
    ...unsettled,
    ...compared.discrepancies.map(({ payment }) => payment),
    ...heldByEnded,
  ];
  const next = (page: readonly (string | { readonly orderId: string })[]) => {
    const last = page.length < limit ? undefined : page.at(-1);
    return last === undefined ? null : typeof last === 'string' ? last : last.orderId;
  };
  return {
    orderIds: [...new Set([...unfinished, ...flagged.map(({ orderId }) => orderId)])],
    cancellations: [...new Set([...lost.orderIds, ...compared.cancellations])],
    unsettled,
    discrepancies: compared.discrepancies,
    cursors: {
      reservations: next(reservations),
      orders: next(unfinished),
      payments: next(unsettled),
      comparison: compared.next,
      cancellations: lost.next,
      endedOrders: next(ended),
    },
    problems,
  };
}

/** Workers of version 0.1.0 return the discrepancies of all payments that they compare. */
export function toComparedPayments(result: ComparedPayments | readonly Discrepancy[]): ComparedPayments {
  return 'discrepancies' in result ? result : { ...LAST_COMPARISON, discrepancies: result };
}
