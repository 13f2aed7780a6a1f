import { apiKeyCommand } from './command.js';
import { useRunningStack } from '../../process/running-stack.js';

useRunningStack(['database']);

const { exitCode, output, errors } = await apiKeyCommand(process.argv.slice(2));
process.stdout.write(output);
process.stderr.write(errors);
process.exitCode = exitCode;
