import { reconcileCommand } from './reconcile-command.js';

const { exitCode, text } = await reconcileCommand(process.argv.slice(2));
(exitCode === 2 ? process.stderr : process.stdout).write(text);
process.exitCode = exitCode;
