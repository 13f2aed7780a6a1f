import { stat } from 'node:fs/promises';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { BUNDLES } from '../../src/workers/workflow-bundles.js';
import type { Bench } from '../bench.js';
import { billableActions } from '../billable.js';
import { bundleWorkflows } from '../subjects/bundle.js';
import { startSubject } from '../subjects/subject.js';
import type { SubjectName } from '../subjects/names.js';
import { closedLoop } from '../load/loops.js';
import { seedCatalogue } from '../load/order.js';
import type { Options } from '../options.js';
import type { Stack } from '../stack.js';
import { logStatements } from '../statement-log.js';
import { roundToDigits, table } from '../table.js';
import { connectToTemporal, eventTypesOf } from '../temporal.js';

/** Counts what a card order of two products costs: events, transitions, actions, statements, bytes. */
export async function countCosts({ orders }: Options, bench: Bench): Promise<unknown> {
  const stack = await bench.startStack();
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const ours = await startSubject('ours-direct', stack, '');
  bench.onStop(() => ours.stop());
  const api = await startSubject('ours', stack, '');
  bench.onStop(() => api.stop());
  await closedLoop(api.place, newOrder, 10, 20);

  const naiveSaga = await startSubject('naive-saga', stack, await bundleWorkflows(stack.folder));
  bench.onStop(() => naiveSaga.stop());
  const [order, naiveSagaOrder] = [newOrder(), newOrder()];
  await ours.place(order);
  await naiveSaga.place(naiveSagaOrder);
  const runs = [
    await countRun(stack, 'ours', orderWorkflowId(order.orderId)),
    await countRun(stack, 'naive-saga', `naive-saga-${naiveSagaOrder.orderId}`),
  ];
  const log = await logStatements(stack);
  await closedLoop(api.place, newOrder, 1, orders);
  const statementCounts = (await log.sinceLastCall()).map(({ application, transactions, statements }) => ({
    process: application,
    'transactions per order': roundToDigits(transactions / orders),
    'statements per order': roundToDigits(statements / orders),
  }));
  const bundles = await Promise.all(
    BUNDLES.map(async ({ traced, encrypting, path }) => ({
      'workflow bundle': [traced && 'traced', encrypting && 'encrypting'].filter(Boolean).join(', ') || 'plain',
      kB: Math.round((await stat(path.replace('/src/', '/dist/'))).size / 1_000),
    })),
  );
  bench.print(`\n${table(runs)}\n\n${table(statementCounts)}\n\n${table(bundles)}`);
  return { runs, statementCounts, bundles };
}

async function countRun(stack: Stack, subject: SubjectName, workflowId: string) {
  const temporal = await connectToTemporal(stack);
  try {
    const types = await eventTypesOf(temporal.client, workflowId);
    const { raw } = await temporal.client.workflow.getHandle(workflowId).describe();
    return {
      subject,
      'history events': types.length,
      'state transitions': Number(raw.workflowExecutionInfo?.stateTransitionCount),
      'billable actions': billableActions(types),
      'bytes of history': Number(raw.workflowExecutionInfo?.historySizeBytes),
    };
  } finally {
    await temporal.close();
  }
}
