import { describe, expect, it } from 'vitest';
import { reconcileCommand } from '../../src/workers/reconcile-command.js';
import { RECONCILIATION_ID, scheduleReconciliation } from '../../src/workers/reconciliation-schedule.js';
import { waitUntil } from '../kit/observe.js';
import { setUpReconciliation } from '../kit/reconciliation.js';

const shop = setUpReconciliation();

/** Runs `npm run reconcile`. */
function runCommand(...args: string[]) {
  const { address, namespace = 'default' } = shop.system.temporal;
  return reconcileCommand(args, { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace });
}

describe('npm run reconcile', () => {
  it('prints what it repaired and what needs attention', async () => {
    const lost = await shop.terminateRunAt('processPayment', 'before');
    expect(await runCommand('--grace', '3600')).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/^0 orders examined/) as string,
    });
    const repaired = await runCommand('--grace', '0');
    expect(repaired.text).toContain(
      `  ${lost.orderId}  pending    undo                 no workflow handles the pending order`,
    );
    expect(repaired.exitCode).toBe(0);

    const orderId = await shop.placeConfirmed();
    await shop.system.database.query("UPDATE orders.orders SET status = 'paid' WHERE id = $1", [orderId]);
    const left = await runCommand('--grace', '0');
    expect(left.text).toMatch(
      new RegExp(`0 repaired, 1 need attention\n\nNeeds attention\n  ${orderId}  paid       report`),
    );
    expect(left.exitCode).toBe(1);
    await shop.system.database.query("UPDATE orders.orders SET status = 'confirmed' WHERE id = $1", [orderId]);
  });

  it('exits with 2 when it cannot run', async () => {
    expect(await runCommand('--grace', 'soon')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('--grace is "soon"') as string,
    });
    expect(await runCommand('--help')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Exit codes') as string,
    });
  });
});

it('reconciliation runs on one Schedule, however many workers create it', async () => {
  const { client } = shop.system.temporal;
  await Promise.all(Array.from({ length: 3 }, () => scheduleReconciliation(client, 3_600, 60)));
  const schedule = client.schedule.getHandle(RECONCILIATION_ID);
  await schedule.trigger();
  const { info } = await waitUntil(
    () => schedule.describe(),
    (description) => description.info.recentActions.length > 0,
  );
  const { workflowId = '' } = info.recentActions[0]?.action.workflow ?? {};
  expect(await client.workflow.getHandle(workflowId).result()).toMatchObject({ repaired: [] });
  await schedule.pause('paused by an operator');
  await scheduleReconciliation(client, 1_800, 30);
  const later = await schedule.describe();
  expect(later.spec.intervals).toMatchObject([{ every: 1_800_000 }]);
  expect(later.state.paused).toBe(true);
  await scheduleReconciliation(client, 0, 60);
  await scheduleReconciliation(client, 0, 60);
  await expect(schedule.describe()).rejects.toThrow(/not found/i);
});
