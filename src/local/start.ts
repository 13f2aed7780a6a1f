import { misspeltVariables } from '../config/config.js';
import { onNpmExit } from '../process/parent-watch.js';
import { lockDataDir } from './data-dir-lock.js';
import { describeStack } from './describe-stack.js';
import { nodeVersionWarning } from './node-version.js';
import { startStack } from './start-stack.js';
import { assertPortsAvailable } from './ports.js';
import { Progress } from './progress.js';
import { curlCommand, DEMO_USER_ID } from './sample/demo-orders.js';
import { placeSampleOrder } from './sample/place-sample-order.js';
import { readSettings, type Settings } from './settings.js';
import { signToken } from './sign-token.js';
import { toStackError } from './stack-error.js';
import { Stack } from './stack.js';

/** On Ctrl-C, both the terminal and npm send SIGINT; the second one within this time is ignored. */
const DUPLICATE_SIGNAL_MS = 500;

const progress = new Progress();
let stack: Stack | undefined;
let unlock: (() => Promise<void>) | undefined;
let stopRequestedAt: number | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOrKill);
onNpmExit(stopOrKill);

try {
  const settings = readSettings();
  const versionWarning = nodeVersionWarning();
  if (versionWarning !== undefined) progress.report('stack', versionWarning);
  for (const { name, nearest } of misspeltVariables())
    progress.report('stack', `${name} is not a variable of this project. Did you mean ${nearest}?`);
  unlock = await lockDataDir(settings.dataDir);
  await assertPortsAvailable(settings.listeners);
  await describeStack(settings);
  stack = new Stack(settings, progress);
  await Promise.race([run(settings, stack), stack.failed]);
} catch (error) {
  if (stopRequestedAt === undefined) {
    stopRequestedAt = Date.now();
    const { message, exitCode } = toStackError(error);
    progress.reportError(message);
    await stack?.stop();
    await unlock?.();
    process.exit(exitCode);
  }
}

async function run(settings: Settings, runningStack: Stack): Promise<never> {
  const { apiUrl, jwtSecret, webUiUrl } = settings;
  const temporal = await startStack(settings, runningStack, progress);
  const onStep = (line: string) => progress.report('order', line);
  const sampleWorkflowId = await placeSampleOrder({ apiUrl, jwtSecret, temporal, onStep }).catch((error: unknown) => {
    // The stack is running; its links and logs help to find the cause.
    onStep(toStackError(error, 'The sample order failed').message);
    return undefined;
  });
  await temporal.connection.close();

  const workflows = webUiUrl && `${webUiUrl}/namespaces/${temporal.namespace}/workflows`;
  progress.print('');
  for (const [label, link] of [
    ['Shop', `${apiUrl}/`],
    ['API', apiUrl],
    ['API docs', `${apiUrl}/docs`],
    ['Web UI', workflows],
    ['Sample', sampleWorkflowId && workflows && `${workflows}/${sampleWorkflowId}`],
  ]) {
    if (link) progress.print(`  ${label?.padEnd(10)}  ${link}`);
  }
  progress.print('\nPlace another order:\n');
  progress.print(curlCommand(apiUrl, await signToken(jwtSecret, { userId: DEMO_USER_ID, role: 'customer' })));
  progress.print(
    `\nReady in ${progress.seconds.toFixed(1)} s. Press Ctrl-C to stop. Data is kept in ${settings.dataDir}.`,
  );
  return runningStack.failed;
}

/** The first signal stops the processes in order; the second kills them. */
function stopOrKill(): void {
  const now = Date.now();
  if (stopRequestedAt === undefined) {
    stopRequestedAt = now;
    progress.report('stack', 'Stopping. Press Ctrl-C again to kill all processes.');
    void stopInOrder();
  } else if (now - stopRequestedAt > DUPLICATE_SIGNAL_MS) {
    stack?.kill();
    process.exit(130);
  }
}

async function stopInOrder(): Promise<void> {
  await stack?.stop();
  await unlock?.();
  progress.report('stack', 'Stopped');
  process.exit(0);
}
