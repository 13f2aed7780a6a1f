import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { seedCatalogue } from '../../src/local/catalogue/seed-catalogue.js';
import {
  openShop,
  placeOrder,
  startBrowserSession,
  untilHeadline,
  untilStep,
  type BrowserSession,
} from './support/browser-session.js';

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const DESKTOP: BrowserContextOptions = { viewport: { width: 1120, height: 860 }, deviceScaleFactor: 1.25 };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  colorScheme: 'dark',
};

let session: BrowserSession;
beforeAll(async () => {
  session = await startBrowserSession({ reservationTtlSeconds: 90 });
  await seedCatalogue(session.storefront.system.database.url);
});
afterAll(() => session.stop());

/** A picture of the page as it is when the steps are done. */
async function takeScreenshot(
  name: string,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<unknown>,
): Promise<void> {
  const context = await session.newContext(options);
  const page = await openShop(context);
  await page.getByText('in stock').first().waitFor();
  await act(page);
  await page.screenshot({ path: `${FOLDER}${name}.png`, animations: 'disabled' });
  await context.close();
}

it('an order that is confirmed', () =>
  takeScreenshot('confirmed', DESKTOP, async (page) => {
    await page.getByRole('button', { name: 'Add Espresso cups' }).click();
    await placeOrder(page, { product: 'Espresso beans' });
    await untilHeadline(page, 'Confirmed');
    await untilStep(page, 'Confirm order', 'done');
    await page.getByText('by the customer').waitFor();
    await page.getByRole('listitem').getByText('confirmed').waitFor();
  }));

it('an order that is rolled back', () =>
  takeScreenshot('rolled-back', DESKTOP, async (page) => {
    await placeOrder(page, { product: 'Lever espresso machine', card: 'is declined' });
    await untilHeadline(page, 'Payment failed');
    await untilStep(page, 'Release stock', 'completed');
    await page.getByRole('listitem').getByText('failed').waitFor();
  }));

it('an order that waits for its customer', () =>
  takeScreenshot('waiting', DESKTOP, async (page) => {
    await placeOrder(page, { product: 'Gooseneck kettle', method: 'Alipay' });
    await untilHeadline(page, 'Waiting for the payment');
    await untilStep(page, 'Pay', 'waits for the customer');
    await page.getByRole('timer').filter({ hasText: '1:1' }).waitFor();
  }));

it('the same on a phone in the dark', () =>
  takeScreenshot('phone', PHONE, async (page) => {
    await placeOrder(page, { product: 'Travel mug', method: 'Alipay' });
    await untilHeadline(page, 'Waiting for the payment');
    await untilStep(page, 'Pay', 'waits for the customer');
    await page.getByRole('timer').filter({ hasText: '1:1' }).waitFor();
  }));
