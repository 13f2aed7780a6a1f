import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint();

/** The rules that some code breaks when it stands in the given file. */
async function brokenRules(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

const RESTRICTED = '@typescript-eslint/no-restricted-imports';

describe('the arrows between folders', () => {
  it.each([
    ['src/domains/orders/orders.service.ts', '../../activities/orders.js'],
    ['src/domains/orders/orders.service.ts', '../../workflows/messages.js'],
    ['src/domains/orders/orders.service.ts', '@temporalio/activity'],
    ['src/domains/orders/orders.service.ts', 'express'],
    ['src/crypto/keyring.ts', '../domains/database.js'],
    ['src/temporal/settings.ts', '../domains/database.js'],
    ['src/temporal/settings.ts', '../workflows/messages.js'],
    ['src/domains/orders/orders.service.ts', '../../temporal/settings.js'],
    ['src/activities/orders.ts', '../workflows/messages.js'],
    ['src/activities/orders.ts', '../workers/factory.js'],
    ['src/activities/orders.ts', '../api/server.js'],
    ['src/workflows/place-order.ts', '../activities/orders.js'],
    ['src/workflows/place-order.ts', '../domains/orders/pricing.js'],
    ['src/workflows/place-order.ts', '../config.js'],
    ['src/workflows/place-order.ts', '../telemetry/sdk.js'],
    ['src/workflows/place-order.ts', 'node:fs'],
    ['src/workflows/place-order.ts', 'zod'],
    ['src/workflows/place-order.ts', 'typeorm'],
    ['src/workers/orders.ts', '../api/server.js'],
    ['src/api/server.ts', '../activities/orders.js'],
    ['src/api/server.ts', '../workers/factory.js'],
    ['src/page/app.tsx', '../api/http/problem.js'],
    ['src/page/app.tsx', '../domains/orders/order-status.js'],
    ['src/page/app.tsx', 'node:fs'],
    ['src/audit/main.ts', '../api/server.js'],
    ['src/audit/main.ts', '../local/settings.js'],
    ['src/local/start.ts', '../api/server.js'],
    ['src/local/start.ts', '../workers/factory.js'],
  ])('%s may not import %s', async (file, imported) => {
    expect(await brokenRules(file, `import * as it from '${imported}';\nexport default it;\n`)).toContain(RESTRICTED);
  });

  it.each([
    ['src/workflows/place-order.ts', '../activities/orders.js'],
    ['src/workflows/place-order.ts', '../domains/orders/pricing.js'],
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
  ])('may not hold %s', async (code, rule) => {
    expect(await brokenRules('src/workflows/place-order.ts', `${code};\n`)).toContain(rule);
  });
});
