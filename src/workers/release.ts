import { releaseCommand } from './release-command.js';

const { exitCode, text } = await releaseCommand(process.argv.slice(2));
(exitCode === 0 ? process.stdout : process.stderr).write(text);
process.exitCode = exitCode;
