import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PROBLEMS } from '../../src/api/problems.js';
import { DomainError } from '../../src/domains/domain-error.js';
import * as accessErrors from '../../src/domains/access/errors.js';
import * as catalogErrors from '../../src/domains/catalog/errors.js';
import * as eventsErrors from '../../src/events/errors.js';
import * as inventoryErrors from '../../src/domains/inventory/errors.js';
import * as ordersErrors from '../../src/domains/orders/errors.js';
import * as paymentsErrors from '../../src/domains/payments/errors.js';
import * as webhooksErrors from '../../src/domains/webhooks/errors.js';

type DomainErrorClass = new (...values: unknown[]) => DomainError;

const DOMAIN_ERRORS = Object.entries<unknown>({
  ...accessErrors,
  ...catalogErrors,
  ...eventsErrors,
  ...inventoryErrors,
  ...ordersErrors,
  ...paymentsErrors,
  ...webhooksErrors,
}).filter((entry): entry is [string, DomainErrorClass] => {
  const [, type] = entry;
  return typeof type === 'function' && type.prototype instanceof DomainError;
});

it.each(DOMAIN_ERRORS)('maps %s to a problem', (_, type) => {
  const { code } = new type(['value']);
  expect(Object.keys(PROBLEMS)).toContain(code);
});

it('defines every domain error in the errors.ts of its domain', async () => {
  const files = (await readdir('src', { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const definitions: string[] = [];
  for (const file of files) {
    const source = await readFile(path.join('src', file), 'utf8');
    for (const [, name = ''] of source.matchAll(/class (\w+) extends DomainError\b/g)) {
      if (/^(domains\/\w+|events)\/errors\.ts$/.test(file)) definitions.push(name);
      else expect.fail(`${name} is defined in ${file}`);
    }
  }
  expect(definitions.sort()).toEqual(DOMAIN_ERRORS.map(([name]) => name).sort());
});
