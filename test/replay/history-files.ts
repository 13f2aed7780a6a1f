import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { historyToJson, parseHistory } from '../../src/workers/history-json.js';
import { MODES, type Mode } from './modes.js';

const FOLDER = fileURLToPath(new URL('./histories', import.meta.url));

/** By this Temporal knows a client or a worker; the name of a worker's own task queue begins with it. */
const WORKER_IDENTITY = new RegExp(`\\d+@${hostname()}`, 'g');

/** One run, as it was recorded. */
export interface CommittedHistory {
  readonly mode: Mode;
  /** Of the file: the workflow and the path that the run took. */
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
  if (!workflowId) throw new Error(`${file} does not begin with the start of a run`);
  return { mode, name: path.basename(file, '.json'), file, workflowId, history };
}

/** Keeps a run under the name of its path, as the Temporal CLI would show it, without what tells of the machine. */
export async function writeHistory(mode: Mode, name: string, history: History): Promise<void> {
  const folder = path.join(FOLDER, mode);
  await mkdir(folder, { recursive: true });
  const json = JSON.stringify(historyToJson(history), withoutStacks);
  await writeFile(path.join(folder, `${name}.json`), `${json.replaceAll(WORKER_IDENTITY, 'process@host')}\n`);
}

function withoutStacks(key: string, value: unknown): unknown {
  return key === 'stackTrace' ? undefined : value;
}
