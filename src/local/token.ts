import { ConfigurationError, LOCAL_JWT_SECRET, readConfig } from '../config/config.js';
import { choiceFlag, required, uuidFlag, wholeNumberFlag } from '../process/flag-types.js';
import { readFlags } from '../process/flags.js';
import { useRunningStack } from '../process/running-stack.js';
import { signToken } from './sign-token.js';

const flags = readFlags({
  command: 'npm run --silent token --',
  description: 'Prints a bearer token for the API, signed with JWT_SECRET or the secret of the local stack.',
  flags: {
    user: required(uuidFlag('Id of the user')),
    role: choiceFlag('ROLE', 'Role of the user; by default customer', ['customer', 'operator'] as const),
    'expires-in': wholeNumberFlag('SECONDS', 'Lifetime in seconds, negative for an expired token; by default a week'),
  },
});

useRunningStack([]);
try {
  const secret = readConfig(['JWT_SECRET']).JWT_SECRET ?? LOCAL_JWT_SECRET;
  const { user: userId, role = 'customer', 'expires-in': expiresInSeconds } = flags;
  process.stdout.write(`${await signToken(secret, { userId, role, expiresInSeconds })}\n`);
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
