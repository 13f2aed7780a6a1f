import { randomUUID } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time.js';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.js';

const searchAttributes = Object.values(SEARCH_ATTRIBUTES);

/** A process can have one. */
let runtime: Runtime | undefined;

export type TemporalKind = 'dev-server' | 'time-skipping';

/**
 * Connects a test file to Temporal: to a new namespace of the dev server that all files share, or to a new test server
 * that skips time.
 *
 * @param dynamicConfig - settings of the dev server, which gives the file a server that it does not share
 */
export async function startTemporal(
  kind: TemporalKind,
  dynamicConfig?: Readonly<Record<string, string>>,
): Promise<TestWorkflowEnvironment> {
  runtime ??= Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  if (kind === 'time-skipping') return startTimeSkippingServer();
  return dynamicConfig === undefined ? createNamespace() : startDevServer(dynamicConfig);
}

async function createNamespace(): Promise<TestWorkflowEnvironment> {
  const namespace = `test-${randomUUID()}`;
  const address = inject('temporalAddress');
  const environment = await TestWorkflowEnvironment.createFromExistingServer({ address, namespace });
  await environment.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  await registerSearchAttributes(environment);
  return environment;
}

function startDevServer(dynamicConfig: Readonly<Record<string, string>>): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: inject('temporalCliPath') },
      searchAttributes,
      extraArgs: [
        // The server logs every killed worker and closed connection, which tests cause on purpose.
        ...['--log-level', 'never'],
        ...Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
      ],
    },
  });
}

async function startTimeSkippingServer(): Promise<TestWorkflowEnvironment> {
  const path = inject('timeSkippingServerPath');
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  await registerSearchAttributes(environment);
  return environment;
}

async function registerSearchAttributes({ connection, namespace }: TestWorkflowEnvironment): Promise<void> {
  const types = { KEYWORD: 2, INT: 3, BOOL: 5 } as const;
  await connection.operatorService.addSearchAttributes({
    namespace: namespace ?? 'default',
    searchAttributes: Object.fromEntries(searchAttributes.map(({ name, type }) => [name, types[type as 'INT']])),
  });
}
