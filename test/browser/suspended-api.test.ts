import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPage } from '../../src/build/page-bundle.js';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import { findFreePort } from '../../src/local/ports.js';
import type { StorefrontApiSettings } from '../kit/storefront-api.js';
import { startSystem, type System } from '../kit/system.js';
import { TestProcess } from '../kit/test-process.js';
import { waitForHeadline } from './support/browser-session.js';
import { noBrowser, openBrowser } from './support/chromium.js';

const PRODUCT = 'Stoneware mug';
const LIMIT_MS = 15_500;

describe.skipIf(noBrowser)('an API that stops answering', () => {
  let browser: Browser;
  let folder: string;
  let system: System;
  let api: TestProcess;
  let url: string;
  beforeAll(async () => {
    browser = await openBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-page-'));
    const port = await findFreePort();
    url = `http://127.0.0.1:${port}`;
    [system] = await Promise.all([
      startSystem('dev-server', {
        webhook: { url: `${url}/v1/webhooks/payments`, secret: LOCAL_PAYMENT_WEBHOOK_SECRET },
        shopUrl: url,
      }),
      buildPage(folder),
    ]);
    const { id } = await system.addProduct(9, 1_600);
    await system.database.query('UPDATE catalog.products SET name = $1 WHERE id = $2', [PRODUCT, id]);
    const settings: StorefrontApiSettings = {
      port,
      databaseUrl: system.database.url,
      temporalAddress: system.temporal.address,
      namespace: system.temporal.namespace ?? 'default',
      gatewayUrl: system.gatewayUrl,
      pageFolder: folder,
    };
    api = TestProcess.startModule(new URL('./support/api-process.ts', import.meta.url), [JSON.stringify(settings)]);
    await api.waitUntilReady();
  });
  afterAll(async () => {
    await browser.close();
    api.resume();
    await api.stop();
    await system.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const orderCount = async () => {
    const [row] = await system.database.query<{ count: string }>('SELECT count(*) FROM orders.orders');
    return Number(row?.count);
  };
  /** Whether the page remembers the key of an order whose answer it does not know. */
  const keepsKey = (page: Page) =>
    page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('durable-orders.pending.order'))");

  it('is given up and said, keeps the form and its key, and places one order once it goes on', async () => {
    const context = await browser.newContext({ baseURL: url, locale: 'en-US', reducedMotion: 'reduce' });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    await page.clock.install();
    await page.goto('/');
    await page.getByRole('button', { name: `Add ${PRODUCT}`, exact: true }).click();
    await page.getByRole('radio', { name: 'Alipay' }).check({ force: true });
    const pay = page.getByRole('button', { name: 'Pay $16.00 with Alipay' });

    api.suspend();
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/v1/orders'));
    await pay.click();
    await page.getByText('Placing the order…').waitFor();
    await sent;
    await page.clock.fastForward(LIMIT_MS);
    await page.getByText('The shop cannot be reached right now.').waitFor();
    await page.clock.fastForward(3_000);
    await page.getByText('The shop has not answered for 15 seconds.').waitFor();
    await pay.waitFor();
    expect(await page.getByRole('radio', { name: 'Alipay' }).isChecked()).toBe(true);
    expect(await page.getByRole('form', { name: 'Your order' }).getByText(PRODUCT).count()).toBe(1);
    expect(await keepsKey(page)).toBe(true);

    api.resume();
    await page.clock.resume();
    // The API now reads the request that the page gave up, and the next one with the same key.
    await pay.click();
    await waitForHeadline(page, 'Waiting for the payment');
    expect(await keepsKey(page)).toBe(false);
    expect(await orderCount()).toBe(1);

    // The page of an order goes on by itself.
    const link = await page.getByRole('link', { name: 'Continue to Alipay' }).getAttribute('href');
    api.suspend();
    await page.clock.fastForward(2 * LIMIT_MS);
    await page.getByText('The shop cannot be reached right now.').waitFor();
    api.resume();
    await page.clock.resume();
    await page.goto(link ?? '');
    await page.getByRole('button', { name: 'Approve' }).click();
    await waitForHeadline(page, 'Confirmed');
    expect(await orderCount()).toBe(1);
    await context.close();
  });
});
