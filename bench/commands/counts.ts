import { stat } from 'node:fs/promises';
import { orderWorkflowId } from '../../src/workflows/messages.js';
import { BUNDLES } from '../../src/workers/workflow-code.js';
import type { Bench } from '../bench.js';
import { billableActions } from '../billable.js';
import { bundleWorkflows } from '../contenders/bundle.js';
import { startContender } from '../contenders/contender.js';
import type { ContenderName } from '../contenders/names.js';
import { closedLoop } from '../load/loops.js';
import { stockCatalogue } from '../load/order.js';
import type { Options } from '../options.js';
import type { Stack } from '../stack.js';
import { logStatements } from '../statement-log.js';
import { digits, table } from '../table.js';
import { connectTo, eventTypesOf } from '../temporal.js';

/** What an order costs that can be counted: a card order of two products, one after the other. */
export async function countCosts({ orders }: Options, bench: Bench): Promise<unknown> {
  const stack = await bench.startStack();
  const newOrder = await stockCatalogue(stack.databaseUrl);
  const ours = await startContender('ours-direct', stack, '');
  bench.onStop(() => ours.stop());
  const api = await startContender('ours', stack, '');
  bench.onStop(() => api.stop());
  await closedLoop(api.place, newOrder, 10, 20);

  const textbook = await startContender('textbook', stack, await bundleWorkflows(stack.folder));
  bench.onStop(() => textbook.stop());
  const [one, other] = [newOrder(), newOrder()];
  await ours.place(one);
  await textbook.place(other);
  const runs = [
    await countRun(stack, 'ours', orderWorkflowId(one.orderId)),
    await countRun(stack, 'textbook', `textbook-${other.orderId}`),
  ];
  const log = await logStatements(stack);
  await closedLoop(api.place, newOrder, 1, orders);
  const sent = (await log.since()).map(({ application, transactions, statements }) => ({
    process: application,
    'transactions an order': digits(transactions / orders),
    'statements an order': digits(statements / orders),
  }));
  const bundles = await Promise.all(
    BUNDLES.map(async ({ traced, encrypting, path }) => ({
      'workflow bundle': [traced && 'traced', encrypting && 'encrypting'].filter(Boolean).join(', ') || 'plain',
      kB: Math.round((await stat(path.replace('/src/', '/dist/'))).size / 1_000),
    })),
  );
  bench.print(`\n${table(runs)}\n\n${table(sent)}\n\n${table(bundles)}`);
  return { runs, sent, bundles };
}

async function countRun(stack: Stack, contender: ContenderName, workflowId: string) {
  const temporal = await connectTo(stack);
  try {
    const types = await eventTypesOf(temporal.client, workflowId);
    const { raw } = await temporal.client.workflow.getHandle(workflowId).describe();
    return {
      contender,
      'history events': types.length,
      'state transitions': Number(raw.workflowExecutionInfo?.stateTransitionCount),
      'billable actions': billableActions(types),
      'bytes of history': Number(raw.workflowExecutionInfo?.historySizeBytes),
    };
  } finally {
    await temporal.close();
  }
}
