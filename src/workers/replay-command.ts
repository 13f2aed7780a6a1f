import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { OpenTelemetrySinks } from '@temporalio/interceptors-opentelemetry';
import { Worker, type InjectedSinks, type WorkerOptions } from '@temporalio/worker';
import { isTracingEnabled } from '../telemetry/signals.js';
import { readTemporalSettings, type TemporalSettings } from '../temporal/settings.js';
import { parseHistory } from './history-json.js';
import type { BundleKind } from './workflow-bundles.js';

const USAGE = 'usage: npm run --silent replay -- (--workflow-id ID [--namespace NAME] | --file HISTORY.json)';

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
    const kind = { traced: isTracingEnabled(environment), encrypting: dataConverter !== undefined };
    return await replay(recorded, { ...workflows(kind), sinks: NOOP_SINKS, ...(dataConverter && { dataConverter }) });
  } catch (error) {
    return { exitCode: 2, line: errorMessage(error) };
  }
}

function readArgs(args: readonly string[]) {
  const string = { type: 'string' } as const;
  const options = { 'workflow-id': string, file: string, namespace: string };
  const { values } = parseArgs({ args: [...args], options });
  if ((values['workflow-id'] === undefined) === (values.file === undefined)) {
    throw new TypeError(`set either --workflow-id or --file (${USAGE})`);
  }
  return values;
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
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
    ? `${error.message.split('\n')[0]} (${USAGE})`
    : error.message;
}
