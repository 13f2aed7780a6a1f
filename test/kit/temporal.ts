import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { inject } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.js';

const searchAttributes = Object.values(SEARCH_ATTRIBUTES);

/** There can be one in a process. */
let runtime: Runtime | undefined;

export type TemporalKind = 'dev-server' | 'time-skipping';

/** Temporal for one test file: the dev server, or the test server that skips the time in which nothing happens. */
export async function startTemporal(
  kind: TemporalKind,
  dynamicConfig: Readonly<Record<string, string>> = {},
): Promise<TestWorkflowEnvironment> {
  runtime ??= Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  if (kind === 'dev-server') {
    const path = inject('temporalCliPath');
    return TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path },
        searchAttributes,
        // Killed workers and closed connections are what these tests are about; the server need not say so.
        extraArgs: [
          ...['--log-level', 'never'],
          ...Object.entries(dynamicConfig).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
        ],
      },
    });
  }
  const path = inject('timeSkippingServerPath');
  const environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  const types = { KEYWORD: 2, INT: 3 } as const;
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes: Object.fromEntries(searchAttributes.map(({ name, type }) => [name, types[type as 'INT']])),
  });
  return environment;
}
