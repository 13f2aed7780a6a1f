import { randomUUID } from 'node:crypto';
import { ConfigurationError, readConfig, StartError } from '../../config/config.js';
import type { ApiKey } from '../../domains/access/api-key.entity.js';
import { ApiKeysService } from '../../domains/access/api-keys.service.js';
import { CLI_ACTOR_ID, type ChangeOrigin } from '../../domains/access/change.js';
import { ApiKeyNotFound } from '../../domains/access/errors.js';
import { accessSchema } from '../../domains/access/schema.js';
import { SCOPES } from '../../domains/access/scopes.js';
import { databaseProblem } from '../../domains/database/connection-problem.js';
import { leadsToPooler, openDatabase } from '../../domains/database/database.js';
import { hiddenPoolerMessage } from '../../domains/database/pooler.js';
import { choiceFlag, listFlag, textFlag, uuidFlag } from '../../process/flag-types.js';
import { HelpRequest, parseFlags, usageError, UsageError } from '../../process/flags.js';

const COMMAND_LINE = {
  command: 'npm run --silent api-key --',
  description:
    'Manages the API keys of machines in the database, without an access token. The log of changes has each change.',
  argument: {
    name: 'action',
    values: {
      create: 'Create a key and print it; it is shown only once. Needs --name and --scopes',
      list: 'The default. List all keys, newest first: id, state, last use, name and scopes',
      revoke: 'Revoke a key. Needs --id',
    },
  },
  flags: {
    name: textFlag('TEXT', 'What the key is for', { maxLength: 100 }),
    scopes: listFlag(choiceFlag('SCOPE,SCOPE', 'What the key may do', SCOPES)),
    id: uuidFlag('Id of the key'),
  },
  details: `Reads DATABASE_URL and DATABASE_POOLER.

Exit codes:
  0  done
  1  no key has the id
  2  the command could not run: an unknown flag, an invalid variable, or a database that cannot be used`,
};

/** The command line is the actor of what it changes. */
const ORIGIN: ChangeOrigin = { actor: { kind: 'cli', id: CLI_ACTOR_ID }, requestId: null };

interface CommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly output: string;
  readonly errors: string;
}

/**
 * Creates, lists or revokes API keys.
 *
 * @param args - the command line, without the program and the script
 */
export async function apiKeyCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<CommandResult> {
  try {
    const action = parseAction(args);
    const result = await withApiKeys(environment, action);
    return { exitCode: 0, errors: '', ...result };
  } catch (error) {
    if (error instanceof HelpRequest) return { exitCode: 0, output: `${error.message}\n`, errors: '' };
    if (error instanceof ApiKeyNotFound) return { exitCode: 1, output: '', errors: `${error.message}\n` };
    if (error instanceof UsageError || error instanceof ConfigurationError || error instanceof StartError)
      return { exitCode: 2, output: '', errors: `${error.message}\n` };
    throw error;
  }
}

type Action = (keys: ApiKeysService) => Promise<{ readonly output: string; readonly errors?: string }>;

/** @throws UsageError | HelpRequest */
function parseAction(args: readonly string[]): Action {
  const { argument, name, scopes, id } = parseFlags(args, COMMAND_LINE);
  switch (argument) {
    case 'create':
      if (name === undefined || scopes === undefined)
        throw usageError(['create needs --name and --scopes.'], COMMAND_LINE);
      return async (keys) => {
        const created = await keys.create({ id: randomUUID(), name, scopes }, ORIGIN);
        if (!created) throw new Error('The random id of the key is taken.');
        return { output: `${created.text}\n`, errors: `Created API key ${created.key.id}. It is shown only now.\n` };
      };
    case 'revoke':
      if (id === undefined) throw usageError(['revoke needs --id.'], COMMAND_LINE);
      return async (keys) => {
        await keys.revoke(id, ORIGIN);
        return { output: `Revoked API key ${id}. The API rejects it within five seconds.\n` };
      };
    case 'list':
    case undefined:
    default:
      return async (keys) => ({ output: (await keys.list()).map(formatKey).join('') });
  }
}

/** @throws StartError when the database cannot be used */
async function withApiKeys<T>(
  environment: Readonly<Record<string, string | undefined>>,
  action: (keys: ApiKeysService) => Promise<T>,
): Promise<T> {
  const config = readConfig(['NODE_ENV', 'DATABASE_URL', 'DATABASE_POOLER'], environment);
  const { DATABASE_URL: url, DATABASE_POOLER: pooler } = config;
  try {
    const database = await openDatabase(url, [accessSchema], { poolSize: 1, pooler });
    try {
      if (pooler === 'none' && (await leadsToPooler(database)))
        throw new StartError(hiddenPoolerMessage('DATABASE_URL'));
      return await action(new ApiKeysService(database));
    } finally {
      await database.destroy();
    }
  } catch (error) {
    const problem = databaseProblem(error, 'DATABASE_URL', url);
    throw problem === undefined ? error : new StartError(problem, { cause: error });
  }
}

function formatKey({ id, name, scopes, lastUsedAt, revokedAt }: ApiKey): string {
  const state = revokedAt === null ? 'valid' : 'revoked';
  return `${[id, state, lastUsedAt?.toISOString() ?? 'never used', name, scopes.join(',')].join('\t')}\n`;
}
