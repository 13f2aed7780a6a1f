import { readdir } from 'node:fs/promises';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
// @ts-expect-error -- the configuration is plain JavaScript
import { ARROWS as arrows } from '../../eslint.config.js';

const ARROWS = arrows as Record<string, unknown>;

const eslint = new ESLint();

/** Returns the lint rules that the code would break in the given file. */
async function brokenRules(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const RESTRICTED = '@typescript-eslint/no-restricted-imports';

describe('import rules between folders', () => {
  it('cover every folder of src', async () => {
    const folders = (await readdir('src', { withFileTypes: true })).filter((entry) => entry.isDirectory());
    expect(Object.keys(ARROWS).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it('allow no file at the root of src', async () => {
    const entries = await readdir('src', { withFileTypes: true });
    expect(entries.filter((entry) => entry.isFile())).toEqual([]);
  });

  it.each([
    ['src/domains/orders/orders.service.ts', '../../activities/orders.js'],
    ['src/domains/orders/orders.service.ts', '../../workflows/messages.js'],
    ['src/domains/orders/orders.service.ts', '@temporalio/activity'],
    ['src/domains/orders/orders.service.ts', 'express'],
    ['src/crypto/keyring.ts', '../domains/database/database.js'],
    ['src/temporal/settings.ts', '../domains/database/database.js'],
    ['src/temporal/settings.ts', '../workflows/messages.js'],
    ['src/domains/orders/orders.service.ts', '../../temporal/settings.js'],
    ['src/activities/orders.ts', '../workflows/messages.js'],
    ['src/activities/orders.ts', '../workers/factory.js'],
    ['src/activities/orders.ts', '../api/server.js'],
    ['src/workflows/place-order.ts', '../activities/orders.js'],
    ['src/workflows/place-order.ts', '../domains/orders/pricing.js'],
    ['src/workflows/place-order.ts', '../config/config.js'],
    ['src/workflows/place-order.ts', '../telemetry/sdk.js'],
    ['src/workflows/place-order.ts', 'node:fs'],
    ['src/workflows/place-order.ts', 'zod'],
    ['src/workflows/place-order.ts', 'typeorm'],
    ['src/workers/orders.ts', '../api/server.js'],
    ['src/api/server.ts', '../activities/orders.js'],
    ['src/api/server.ts', '../workers/factory.js'],
    ['src/api/server.ts', '../workflows/place-order.js'],
    ['src/domains/orders/orders.service.ts', '../../config/config.js'],
    ['src/contracts/orders.ts', '../domains/orders/order-status.js'],
    ['src/page/app.tsx', '../api/http/problem.js'],
    ['src/page/app.tsx', '../domains/orders/order-status.js'],
    ['src/page/app.tsx', 'node:fs'],
    ['src/api/server.ts', '../../packages/client/src/index.js'],
    ['packages/client/src/index.ts', '../../../src/api/server.js'],
    ['acceptance/orders.test.ts', '../src/config/config.js'],
    ['src/audit/main.ts', '../api/server.js'],
    ['src/audit/main.ts', '../local/settings.js'],
    ['src/local/start.ts', '../api/server.js'],
    ['src/local/start.ts', '../workers/factory.js'],
  ])('%s may not import %s', async (file, imported) => {
    expect(await brokenRules(file, `import * as it from '${imported}';\nexport default it;\n`)).toContain(RESTRICTED);
  });

  it.each([
    ['src/workflows/place-order.ts', '../activities/orders.js'],
    ['src/providers/stripe/requests.ts', '../../contracts/payments.js'],
  ])('%s may import the types of %s', async (file, imported) => {
    expect(
      await brokenRules(file, `import type * as it from '${imported}';\nexport type It = typeof it;\n`),
    ).not.toContain(RESTRICTED);
  });
});

describe('workflow code', () => {
  it.each([
    ['Math.random()', 'no-restricted-properties'],
    ["import { uuid4 } from '@temporalio/workflow';\nuuid4()", RESTRICTED],
    ["import fs from 'fs';\nfs", 'temporal/workflow-no-fs-in-workflow'],
    ["import crypto from 'crypto';\ncrypto", 'temporal/workflow-no-node-or-dom-imports'],
  ])('may not contain %s', async (code, rule) => {
    expect(await brokenRules('src/workflows/place-order.ts', `${code};\n`)).toContain(rule);
  });
});
