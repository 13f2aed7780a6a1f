import { reconcileCommand } from './reconcile-command.js';
import { useRunningStack } from '../process/running-stack.js';

useRunningStack(['temporal']);

const { exitCode, text } = await reconcileCommand(process.argv.slice(2));
(exitCode === 2 ? process.stderr : process.stdout).write(text);
process.exitCode = exitCode;
