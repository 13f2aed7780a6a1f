// The SDK loads the failure converter with `require`, which needs tsx for TypeScript.
import 'tsx/cjs';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, expect, it } from 'vitest';
import { NOOP_SINKS } from '../../src/workers/replay-command.js';
import { BUNDLES } from '../../src/workers/workflow-bundles.js';
import { bundleWorkflows } from '../kit/bundles.js';
import { readHistories, type CommittedHistory } from './history-files.js';
import { historyConverter } from './modes.js';

let histories: CommittedHistory[];
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  histories = await readHistories();
});

/** Tracing and encryption may be turned on during a run. Encryption stays on, so plain workers need not read encrypted runs. */
it.each(BUNDLES)('replays every history, traced: $traced, encrypting: $encrypting', async ({ traced, encrypting }) => {
  const code = await bundleWorkflows({ traced, encrypting });
  const readable = histories.filter(({ mode }) => encrypting || mode !== 'encrypted');
  const options = {
    workflowBundle: { code },
    sinks: NOOP_SINKS,
    ...(encrypting && { dataConverter: historyConverter }),
  };
  const failures: unknown[] = [];
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories(options, readable)) {
    const { mode, name } = readable[replayed] ?? expect.fail();
    replayed += 1;
    if (error) failures.push({ mode, name, workflowId, error });
  }
  expect(failures).toEqual([]);
  expect(replayed).toBe(readable.length);
});
