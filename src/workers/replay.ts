import { DefaultLogger, Runtime } from '@temporalio/worker';
import { replayCommand } from './replay-command.js';
import { prebuiltWorkflowBundle } from './workflow-bundles.js';

// What went wrong is said in one line, once.
Runtime.install({
  logger: new DefaultLogger('ERROR', () => undefined),
  shutdownSignals: [],
  telemetryOptions: { logging: { forward: {} } },
});
const { exitCode, line } = await replayCommand(process.argv.slice(2), { workflows: prebuiltWorkflowBundle });
(exitCode === 0 ? process.stdout : process.stderr).write(`${line}\n`);
// What Temporal's libraries hold open is of no use any more.
process.exit(exitCode);
