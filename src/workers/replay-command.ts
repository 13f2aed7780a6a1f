import { readFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry';
import { Worker, type InjectedSinks, type WorkerOptions } from '@temporalio/worker';
import { textFlag } from '../process/flag-types.js';
import { HelpRequest, parseFlags, usageError } from '../process/flags.js';
import { isTracingEnabled } from '../telemetry/signals.js';
import { findEncryptedPayload } from '../temporal/payload-codec.js';
import { readTemporalSettings, type TemporalSettings } from '../temporal/settings.js';
import { parseHistory } from './history-json.js';
import type { BundleKind } from './workflow-bundles.js';

const COMMAND_LINE = {
  command: 'npm run --silent replay --',
  description: 'Replays one run with the current workflow code. Give either --workflow-id or --file.',
  flags: {
    'workflow-id': textFlag('ID', 'Replay the latest run of this workflow'),
    namespace: textFlag('NAME', 'Namespace of the workflow; by default that of the environment'),
    file: textFlag('HISTORY.json', 'Replay a history printed by `temporal workflow show --output json`'),
  },
};

export interface ReplayResult {
  /** 0: the history replays. 1: it does not. 2: the command failed before the replay. */
  readonly exitCode: 0 | 1 | 2;
  readonly line: string;
}

interface Options {
  /** Returns the workflow bundle to replay with, of the kind that workers in this environment use. */
  readonly workflows: (kind: BundleKind) => Pick<WorkerOptions, 'workflowBundle'>;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Discards spans: the worker exported them when the workflow ran. */
export const NOOP_SINKS: InjectedSinks<OpenTelemetrySinks> = { exporter: { export: { fn: () => undefined } } };

interface RecordedRun {
  readonly history: History;
  readonly workflowId: string;
}

/** Replays one execution, from a file or from Temporal, to check that a worker with this code can continue it. */
export async function replayCommand(
  args: readonly string[],
  { workflows, environment = process.env }: Options,
): Promise<ReplayResult> {
  try {
    const { file, 'workflow-id': workflowId, namespace } = readArgs(args);
    const settings = readTemporalSettings(environment);
    const { dataConverter } = settings;
    const recorded =
      file === undefined
        ? await fetchHistory({ ...settings, ...(namespace !== undefined && { namespace }) }, workflowId ?? '')
        : await readHistoryFile(file);
    await assertReadable(recorded, dataConverter);
    const kind = { traced: isTracingEnabled(environment), encrypting: dataConverter !== undefined };
    return await replay(recorded, { ...workflows(kind), sinks: NOOP_SINKS, ...(dataConverter && { dataConverter }) });
  } catch (error) {
    return { exitCode: error instanceof HelpRequest ? 0 : 2, line: errorMessage(error) };
  }
}

function readArgs(args: readonly string[]) {
  const flags = parseFlags(args, COMMAND_LINE);
  if ((flags['workflow-id'] === undefined) === (flags.file === undefined))
    throw usageError(['Give either --workflow-id or --file.'], COMMAND_LINE);
  return flags;
}

async function replay(
  { history, workflowId }: RecordedRun,
  options: Parameters<typeof Worker.runReplayHistory>[0],
): Promise<ReplayResult> {
  const { runId = '' } = executionOf(history);
  const run = `${workflowId} (run ${runId})`;
  for await (const { error } of Worker.runReplayHistories(options, [{ history, workflowId }])) {
    if (error) return { exitCode: 1, line: `${run} does not replay: ${error.message}` };
  }
  return { exitCode: 0, line: `${run} replays` };
}

/** Without its keys, the replay of an encrypted run fails as if the code had changed. */
async function assertReadable(
  { history, workflowId }: RecordedRun,
  dataConverter: TemporalSettings['dataConverter'],
): Promise<void> {
  const payload = findEncryptedPayload(history);
  if (payload === undefined) return;
  const [codec] = dataConverter?.payloadCodecs ?? [];
  if (codec === undefined)
    throw new Error(`TEMPORAL_PAYLOAD_KEYS: must be set to replay ${workflowId}, whose payloads are encrypted.`);
  await codec.decode([payload]);
}

async function readHistoryFile(file: string): Promise<RecordedRun> {
  try {
    const history = parseHistory(await readFile(file, 'utf8'));
    return { history, workflowId: executionOf(history).workflowId ?? file };
  } catch (error) {
    throw new Error(`${file} is not the output of \`temporal workflow show --output json\`: ${errorMessage(error)}`, {
      cause: error,
    });
  }
}

async function fetchHistory(
  { connectionOptions, namespace, dataConverter }: TemporalSettings,
  workflowId: string,
): Promise<RecordedRun> {
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new Error(`TEMPORAL_ADDRESS: cannot connect to Temporal: ${errorMessage(error)}`, { cause: error });
  });
  try {
    const client = new Client({
      connection,
      ...(namespace !== undefined && { namespace }),
      ...(dataConverter && { dataConverter }),
    });
    return { history: await client.workflow.getHandle(workflowId).fetchHistory(), workflowId };
  } catch (error) {
    throw new Error(`cannot fetch the history of ${workflowId}: ${errorMessage(error)}`, { cause: error });
  } finally {
    await connection.close();
  }
}

function executionOf(history: History): { workflowId?: string | null; runId?: string } {
  const start = history.events?.[0]?.workflowExecutionStartedEventAttributes;
  return {
    workflowId: start?.workflowId,
    ...(start?.originalExecutionRunId && { runId: start.originalExecutionRunId }),
  };
}

function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
