import { DefaultLogger, Runtime } from '@temporalio/worker';
import { useRunningStack } from '../process/running-stack.js';
import { replayCommand } from './replay-command.js';
import { prebuiltWorkflowBundle } from './workflow-bundles.js';

// A file needs no server, but its payloads may need the keys of the stack.
useRunningStack(process.argv.some((argument) => argument.startsWith('--file')) ? [] : ['temporal']);
// The command prints one line; the SDK's log would repeat the error.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  shutdownSignals: [],
  telemetryOptions: { logging: { forward: {} } },
});
const { exitCode, line } = await replayCommand(process.argv.slice(2), { workflows: prebuiltWorkflowBundle });
(exitCode === 0 ? process.stdout : process.stderr).write(`${line}\n`);
// The SDK keeps handles open.
process.exit(exitCode);
