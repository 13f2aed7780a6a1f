import { continueAsNew, setCurrentDetails, sleep } from '@temporalio/workflow';
import type { EraseUserInput, ErasureReport } from '../../contracts/erasure.js';
import { assertValid, isObject, object, uuid } from '../schema.js';
import { erasure, pseudonymizePayments } from './activities.js';

/** Orders of one page: their runs are described one by one. */
const PAGE_SIZE = 50;
/** Pages of one run, which bounds its history. */
const PAGES_PER_RUN = 50;
/** Time until orders that were under way are looked at again. */
const WAIT = '15 minutes';

const NOTHING: ErasureReport = { orders: 0, payments: 0, personalData: 0, runs: 0, waiting: 0 };

/**
 * Removes a user: deletes the personal data, gives orders and payments a pseudonym, and deletes the runs, which name the user in
 * their input. An order that a run still changes is taken when that run has closed. The run knows the erasure's id only.
 *
 * The orders change last, because they say what is left to do.
 */
export async function eraseUser(input: EraseUserInput): Promise<ErasureReport> {
  assertValid(isObject(input) ? { erasureId: input.erasureId } : input, object({ erasureId: uuid }), 'input');
  const { erasureId } = input;
  let report = input.report ?? NOTHING;
  const deleted = await erasure.deletePersonalData({ erasureId });
  report = { ...report, personalData: report.personalData + deleted, waiting: 0 };

  let after: string | null = null;
  for (let pages = 0; pages < PAGES_PER_RUN; pages += 1) {
    const page = await erasure.findOrdersToErase({ erasureId, limit: PAGE_SIZE, after });
    report = { ...report, waiting: report.waiting + page.waiting };
    if (page.orderIds.length > 0) report = await eraseOrders(erasureId, page.orderIds, page.pseudonym, report);
    after = page.next;
    if (after === null) break;
  }
  // replay-tested: 2026-11-28
  if (after !== null) return continueAsNew<typeof eraseUser>({ erasureId, report });

  const others = await erasure.deleteUserRuns({ erasureId });
  report = { ...report, runs: report.runs + others.deleted, waiting: Math.max(report.waiting, others.open) };
  if (report.waiting === 0) {
    await erasure.completeErasure({ erasureId, report });
    return report;
  }
  await erasure.reportErasure({ erasureId, report });
  setCurrentDetails(`Waits for ${report.waiting} orders to end`);
  await sleep(WAIT);
  return continueAsNew<typeof eraseUser>({ erasureId, report });
}

async function eraseOrders(
  erasureId: string,
  orderIds: readonly string[],
  pseudonym: string,
  report: ErasureReport,
): Promise<ErasureReport> {
  const payments = await pseudonymizePayments({ orderIds, pseudonym });
  const runs = await erasure.deleteOrderRuns({ orderIds });
  const orders = await erasure.pseudonymizeOrders({ erasureId, orderIds });
  return {
    ...report,
    payments: report.payments + payments,
    runs: report.runs + runs.deleted,
    orders: report.orders + orders,
  };
}
