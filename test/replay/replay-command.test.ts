// The SDK loads the failure converter with `require`, which needs tsx for TypeScript.
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
  it('replays an open run', async () => {
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

  it('replays an encrypted file with the keys and the bundle of encrypting workers', async () => {
    const requestedKinds: BundleKind[] = [];
    const code = await bundleWorkflows({ traced: false, encrypting: true });
    const verdict = await replayCommand(['--file', historyFile('encrypted/place-order.declined')], {
      workflows: (kind) => {
        requestedKinds.push(kind);
        return { workflowBundle: { code } };
      },
      environment: { TEMPORAL_PAYLOAD_KEYS: HISTORY_KEYS },
    });
    expect(verdict).toMatchObject({ exitCode: 0 });
    expect(requestedKinds).toEqual([{ traced: false, encrypting: true }]);
  });

  it.each([
    ['no keys', {}, 'TEMPORAL_PAYLOAD_KEYS: must be set to replay order-'],
    [
      'other keys',
      { TEMPORAL_PAYLOAD_KEYS: `other:${Buffer.alloc(32, 'other key').toString('base64')}` },
      'TEMPORAL_PAYLOAD_KEYS contains no key',
    ],
  ])('exits with 2 for an encrypted file and %s', async (_, environment, says) => {
    const { exitCode, line } = await replayCommand(['--file', historyFile('encrypted/place-order.declined')], {
      workflows: currentWorkflows,
      environment,
    });
    expect({ exitCode, line }).toEqual({ exitCode: 2, line: expect.stringContaining(says) as string });
  });

  it('reports the runs that a reordering of steps breaks, and passes the others', async () => {
    const workflows = () => ({ workflowBundle: { code: changed } });
    const histories = (await readHistories()).filter(({ mode }) => mode === 'plain');
    for (const { name, file, workflowId } of histories) {
      const { exitCode, line } = await replayCommand(['--file', file], { workflows, environment: {} });
      const affected = name.startsWith('place-order') && name !== 'place-order.rejected-unknown-product';
      expect({ name, exitCode }).toEqual({ name, exitCode: affected ? 1 : 0 });
      expect(line).toContain(workflowId);
      if (affected) expect(line).toContain('Nondeterminism error');
    }
  });

  it.each([
    ['nothing', [], 'Give either --workflow-id or --file. Usage: '],
    ['both', ['--workflow-id', 'order-1', '--file', 'x.json'], 'Give either --workflow-id or --file. Usage: '],
    ['an unknown flag', ['--order', '1'], "Unknown option '--order'"],
    ['a missing file', ['--file', '/nowhere.json'], '/nowhere.json is not the output of'],
    ['a file that is not a history', ['--file', fileURLToPath(import.meta.url)], 'is not the output of'],
    ['an unknown run', ['--workflow-id', 'order-0'], 'cannot fetch the history of order-0'],
    ['another namespace', ['--workflow-id', 'order-0', '--namespace', 'other'], 'other'],
  ])('exits with 2 and one line when given %s', async (_, args, says) => {
    const { exitCode, line } = await replayCommand(args, {
      workflows: currentWorkflows,
      environment: temporalEnvironment(),
    });
    expect(exitCode).toBe(2);
    expect(line).toContain(says);
    expect(line).not.toContain('\n');
  });

  it('names the variable when Temporal cannot be reached', async () => {
    const environment = { TEMPORAL_ADDRESS: '127.0.0.1:1', TEMPORAL_NAMESPACE: 'default' };
    const verdict = await replayCommand(['--workflow-id', 'order-0'], { workflows: currentWorkflows, environment });
    expect(verdict).toMatchObject({ exitCode: 2 });
    expect(verdict.line).toContain('TEMPORAL_ADDRESS: cannot connect to Temporal');
  });
});
