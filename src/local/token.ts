import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConfigurationError, LOCAL_JWT_SECRET, readConfig } from '../config/config.js';
import { signToken } from './sign-token.js';

const USAGE = 'usage: npm run --silent token -- --user <uuid> [--role customer|operator] [--expires-in=<seconds>]';

const argumentsSchema = z.object({
  user: z.uuid('--user must be a uuid'),
  role: z.enum(['customer', 'operator'], '--role must be customer or operator').default('customer'),
  'expires-in': z.coerce
    .number('--expires-in must be whole seconds')
    .int('--expires-in must be whole seconds')
    .optional(),
});

try {
  const { values } = parseArgs({
    options: { user: { type: 'string' }, role: { type: 'string' }, 'expires-in': { type: 'string' } },
  });
  const parsed = argumentsSchema.safeParse(values);
  if (!parsed.success) throw new TypeError(parsed.error.issues.map((issue) => issue.message).join('; '));
  const secret = readConfig(['JWT_SECRET']).JWT_SECRET ?? LOCAL_JWT_SECRET;
  const { user, role, 'expires-in': expiresInSeconds } = parsed.data;
  process.stdout.write(`${await signToken(secret, { userId: user, role, expiresInSeconds })}\n`);
} catch (error) {
  // parseArgs and the check above throw TypeError for what the user typed.
  if (error instanceof TypeError) process.stderr.write(`${error.message.split('\n')[0]} (${USAGE})\n`);
  else if (error instanceof ConfigurationError) process.stderr.write(`${error.message}\n`);
  else throw error;
  process.exitCode = 2;
}
