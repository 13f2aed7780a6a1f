import { ConfigurationError, readConfig } from '../../config/config.js';
import { readFlags } from '../../process/flags.js';
import { seedCatalogue } from './seed-catalogue.js';

readFlags({
  command: 'npm run --silent seed --',
  description:
    'Adds the products of the demo catalogue that are missing. Existing products keep their prices and stock.',
  flags: {},
  details: 'Reads DATABASE_URL of a migrated database, whose login may write the catalogue and the stock.',
});

try {
  const { DATABASE_URL, DATABASE_POOLER } = readConfig(['DATABASE_URL', 'DATABASE_POOLER']);
  process.stdout.write(`Products added: ${await seedCatalogue(DATABASE_URL, DATABASE_POOLER)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigurationError ? 2 : 1;
}
