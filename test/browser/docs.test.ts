import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBrowserSession, type BrowserSession } from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';

/** Sends the example of an operation as it stands. @returns the status that the page shows */
async function execute(page: Page, operationId: string): Promise<string> {
  const operation = page.locator(`[id$="-${operationId}"]`);
  await operation.locator('button.opblock-summary-control').click();
  await operation.getByRole('button', { name: 'Try it out' }).click();
  await operation.getByRole('button', { name: 'Execute' }).click();
  const status = operation.locator('.live-responses-table tbody td.response-col_status');
  await status.waitFor();
  return (await status.textContent())?.trim() ?? '';
}

describe.skipIf(noBrowser)('the API documentation', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession();
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('gets a local token by a button, sends examples as they stand, and keeps the authorisation', async () => {
    const context = await session.newContext();
    const page = await context.newPage();
    await page.goto('/docs');
    await page.getByRole('button', { name: "Get an operator's token" }).click();
    await page.getByText('Requests are now sent as operator.').waitFor();
    expect(await execute(page, 'listProducts')).toBe('200');
    expect(await execute(page, 'createProduct')).toBe('201');
    await page.reload();
    expect(await execute(page, 'getNumbers')).toBe('200');
    await context.close();
  });
});
