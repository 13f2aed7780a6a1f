import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyToJson, parseHistory } from '../../src/workers/history-json.js';
import { MODES, type Mode } from './modes.js';

const FOLDER = fileURLToPath(new URL('./histories', import.meta.url));

/** The identity of a client or a worker, which also starts the name of the worker's sticky task queue. */
const WORKER_IDENTITY = new RegExp(`\\d+@${hostname()}`, 'g');

/** The recorded history of one run. */
export interface CommittedHistory {
  readonly mode: Mode;
  /** The file's name: the workflow and the path that the run took. */
  readonly name: string;
  readonly file: string;
  readonly workflowId: string;
  readonly history: History;
}

export async function readHistories(): Promise<CommittedHistory[]> {
  const modes = Object.keys(MODES) as Mode[];
  const perMode = await Promise.all(
    modes.map(async (mode) => {
      const files = await readdir(path.join(FOLDER, mode));
      return Promise.all(files.sort().map((file) => readHistory(mode, path.join(FOLDER, mode, file))));
    }),
  );
  return perMode.flat();
}

async function readHistory(mode: Mode, file: string): Promise<CommittedHistory> {
  const history = parseHistory(await readFile(file, 'utf8'));
  const workflowId = history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowId;
  if (!workflowId) throw new Error(`${file} is not a history: its first event does not start a workflow`);
  return { mode, name: path.basename(file, '.json'), file, workflowId, history };
}

/** Writes a history in the format of the Temporal CLI, without identities and stacks of the recording machine. */
export async function writeHistory(mode: Mode, name: string, history: History): Promise<void> {
  const folder = path.join(FOLDER, mode);
  await mkdir(folder, { recursive: true });
  const json = JSON.stringify(historyToJson(history), withoutStacks);
  await writeFile(path.join(folder, `${name}.json`), `${json.replaceAll(WORKER_IDENTITY, 'process@host')}\n`);
}

function withoutStacks(key: string, value: unknown): unknown {
  return key === 'stackTrace' ? undefined : value;
}
