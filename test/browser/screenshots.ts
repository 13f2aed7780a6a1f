import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, it } from 'vitest';
import { text as attention } from '../../src/page/attention/text.js';
import { seedCatalogue } from '../../src/local/catalogue/seed-catalogue.js';
import {
  openShop,
  placeOrder,
  startBrowserSession,
  waitForHeadline,
  waitForStep,
  type BrowserSession,
} from './support/browser-session.js';
import { ATTENTION, NUMBERS } from './support/sample-answers.js';

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

/** Opens the shop, acts, and takes a screenshot. */
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

it('captures a confirmed order', () =>
  takeScreenshot('confirmed', DESKTOP, async (page) => {
    await page.getByRole('button', { name: 'Add Espresso cups' }).click();
    await placeOrder(page, { product: 'Espresso beans' });
    await waitForHeadline(page, 'Confirmed');
    await waitForStep(page, 'Confirm order', 'done');
    await page.getByText('by the customer').waitFor();
    await page.getByRole('listitem').getByText('confirmed').waitFor();
  }));

it('captures a declined order', () =>
  takeScreenshot('rolled-back', DESKTOP, async (page) => {
    await placeOrder(page, { product: 'Lever espresso machine', card: 'is declined' });
    await waitForHeadline(page, 'Payment failed');
    await waitForStep(page, 'Stock released', '');
    await page.getByRole('region', { name: 'Everything that happened' }).getByText('Order failed').waitFor();
  }));

it('captures an order that waits for the payment', () =>
  takeScreenshot('waiting', DESKTOP, async (page) => {
    await placeOrder(page, { product: 'Gooseneck kettle', method: 'Alipay' });
    await waitForHeadline(page, 'Waiting for the payment');
    await waitForStep(page, 'Pay', 'waiting for the customer');
    await page.getByRole('timer').filter({ hasText: '1:1' }).waitFor();
  }));

it('captures a waiting order on a phone in dark mode', () =>
  takeScreenshot('phone', PHONE, async (page) => {
    await placeOrder(page, { product: 'Travel mug', method: 'Alipay' });
    await waitForHeadline(page, 'Waiting for the payment');
    await waitForStep(page, 'Pay', 'waiting for the customer');
    await page.getByRole('timer').filter({ hasText: '1:1' }).waitFor();
  }));

/** Signs in as an operator first. */
function takeOperatorScreenshot(name: string, options: BrowserContextOptions, act: (page: Page) => Promise<unknown>) {
  return takeScreenshot(name, options, async (page) => {
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor();
    await act(page);
  });
}

it('captures the shop with a basket', () =>
  takeScreenshot('shop', DESKTOP, async (page) => {
    await page.getByRole('button', { name: 'Add Espresso beans' }).click();
    await page.getByRole('button', { name: 'Add Espresso cups' }).click();
    await page.getByRole('radio', { name: 'Alipay' }).check({ force: true });
    await page.getByRole('button', { name: /^Pay .* with Alipay$/ }).waitFor();
  }));

it('captures the orders of the operators', () =>
  takeOperatorScreenshot('orders', { ...DESKTOP, viewport: { width: 1280, height: 980 } }, async (page) => {
    const data = ATTENTION.slice(1, 2);
    await page.route('**/v1/attention', (route) => route.fulfill({ json: { data, runs_known: true } }));
    await page.goto('/#/numbers');
    await page.getByRole('heading', { name: 'The last hour' }).waitFor();
    await page.goto('/#/orders');
    await page.getByText(attention.en.kinds.parked('Return the payment')).waitFor();
    await page.getByRole('row').nth(4).waitFor();
  }));

// Their answers are samples: a stack that has just started has no busy hour, and nothing that fails.
it('captures what needs attention', () =>
  takeOperatorScreenshot('attention', DESKTOP, async (page) => {
    await page.route('**/v1/attention', (route) => route.fulfill({ json: { data: ATTENTION, runs_known: true } }));
    await page.goto('/#/attention');
    await page.getByText(attention.en.kinds.dispute_open()).waitFor();
  }));

it('captures the numbers in Chinese', () =>
  takeOperatorScreenshot('numbers', { ...DESKTOP, colorScheme: 'dark' }, async (page) => {
    await page.route('**/v1/numbers', (route) => route.fulfill({ json: NUMBERS }));
    await page.goto('/#/numbers');
    await page.getByRole('combobox').selectOption('zh');
    await page.getByRole('img').nth(1).waitFor();
  }));
