// Node cannot require TypeScript by itself, and the SDK requires the failure converter.
import 'tsx/cjs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { replayCommand } from '../../src/workers/replay-command.js';
import type { BundleKind } from '../../src/workers/workflow-bundles.js';
import { bundleWorkflows } from '../kit/bundles.js';
import { bundleChangedWorkflows } from '../kit/changed-workflows.js';
import { waitForStep, hangingCharge } from '../kit/activity-faults.js';
import { startSystem, type System } from '../kit/system.js';
import { readHistories } from './history-files.js';
import { HISTORY_KEYS } from './modes.js';

let system: System;
let changed: string;
beforeAll(async () => {
  [system, changed] = await Promise.all([startSystem('dev-server'), bundleChangedWorkflows()]);
});
afterAll(() => system.stop());

const currentWorkflows = () => ({ workflowBundle: { codePath: inject('workflowBundlePath') } });
const historyFile = (name: string) => fileURLToPath(new URL(`./histories/${name}.json`, import.meta.url));
const temporalEnvironment = () => ({
  TEMPORAL_ADDRESS: system.temporal.address,
  TEMPORAL_NAMESPACE: system.temporal.namespace ?? 'default',
});

describe('npm run replay', () => {
  it('says of a run that goes on that it replays', async () => {
    system.fault = hangingCharge;
    const placed = await system.place();
    await waitForStep(placed, 'paying');
    const { workflowId } = placed.handle;
    const verdict = await replayCommand(['--workflow-id', workflowId], {
      workflows: currentWorkflows,
      environment: temporalEnvironment(),
    });
    expect(verdict).toMatchObject({ exitCode: 0 });
    expect(verdict.line).toContain(`${workflowId} (run `);
    await placed.handle.cancel();
    await placed.handle.result().catch(() => undefined);
  });

  it('reads a file that was encrypted, with the keys and the bundle that workers would use', async () => {
    const asked: BundleKind[] = [];
    const code = await bundleWorkflows({ traced: false, encrypting: true });
    const verdict = await replayCommand(['--file', historyFile('encrypted/place-order.declined')], {
      workflows: (kind) => {
        asked.push(kind);
        return { workflowBundle: { code } };
      },
      environment: { TEMPORAL_PAYLOAD_KEYS: HISTORY_KEYS },
    });
    expect(verdict).toMatchObject({ exitCode: 0 });
    expect(asked).toEqual([{ traced: false, encrypting: true }]);
  });

  it('names the run whose steps are no longer in that order, and passes those it does not concern', async () => {
    const workflows = () => ({ workflowBundle: { code: changed } });
    const histories = (await readHistories()).filter(({ mode }) => mode === 'plain');
    for (const { name, file, workflowId } of histories) {
      const { exitCode, line } = await replayCommand(['--file', file], { workflows, environment: {} });
      const concerned = name.startsWith('place-order') && name !== 'place-order.rejected-unknown-product';
      expect({ name, exitCode }).toEqual({ name, exitCode: concerned ? 1 : 0 });
      expect(line).toContain(workflowId);
      if (concerned) expect(line).toContain('Nondeterminism error');
    }
  });

  it.each([
    ['nothing', [], 'set either --workflow-id or --file (usage: '],
    ['both', ['--workflow-id', 'order-1', '--file', 'x.json'], 'set either --workflow-id or --file (usage: '],
    ['a flag that is none', ['--order', '1'], "Unknown option '--order'"],
    ['a file that is not there', ['--file', '/nowhere.json'], '/nowhere.json is not the output of'],
    ['a file that is no history', ['--file', fileURLToPath(import.meta.url)], 'is not the output of'],
    ['a run that Temporal does not know', ['--workflow-id', 'order-0'], 'cannot fetch the history of order-0'],
    ['another namespace', ['--workflow-id', 'order-0', '--namespace', 'other'], 'other'],
  ])('given %s, says so in one line and ends with 2', async (_, args, says) => {
    const { exitCode, line } = await replayCommand(args, {
      workflows: currentWorkflows,
      environment: temporalEnvironment(),
    });
    expect(exitCode).toBe(2);
    expect(line).toContain(says);
    expect(line).not.toContain('\n');
  });

  it('says where Temporal was looked for in vain', async () => {
    const environment = { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'default' };
    const verdict = await replayCommand(['--workflow-id', 'order-0'], { workflows: currentWorkflows, environment });
    expect(verdict).toMatchObject({ exitCode: 2 });
    expect(verdict.line).toContain('TEMPORAL_ADDRESS: cannot connect to Temporal');
  });
});
