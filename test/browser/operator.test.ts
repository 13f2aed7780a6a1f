import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  openShop,
  placeOrder,
  startBrowserSession,
  waitForHeadline,
  type BrowserSession,
} from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';
import { createProduct } from './support/products.js';

describe.skipIf(noBrowser)('the page for operators', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession();
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('refunds and cancels an order while the customer watches', async () => {
    const customer = await session.newContext();
    const customerPage = await openShop(customer);
    await placeOrder(customerPage, { product: await createProduct(session.storefront, 1, 1_600) });
    await waitForHeadline(customerPage, 'Confirmed');

    const operator = await session.newContext();
    const page = await openShop(operator);
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByRole('heading', { name: 'Latest orders' }).waitFor();
    await page.goto(customerPage.url());
    await waitForHeadline(page, 'Confirmed');
    const form = page.getByRole('form', { name: 'Refund' });
    await form.getByLabel('Amount in USD').fill('20');
    await form.getByLabel('Reason').fill('arrived damaged');
    await form.getByRole('button', { name: /^Refund/ }).click();
    await form.getByRole('alert').waitFor();
    await form.getByLabel('Amount in USD').fill('5.25');
    await form.getByRole('button', { name: /^Refund/ }).click();
    for (const tab of [page, customerPage]) {
      await tab.getByText('$5.25 of $16.00 refunded.').waitFor();
      await tab.getByText('$5.25 refunded: “arrived damaged”').waitFor();
    }

    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('button', { name: 'Yes, cancel order' }).click();
    for (const tab of [page, customerPage]) {
      await waitForHeadline(tab, 'Cancelled');
      await tab.getByText('$16.00 of $16.00 refunded.').waitFor();
    }
    await customer.close();
    await operator.close();
  });

  it('adjusts the stock, but not below the reserved units', async () => {
    const product = await createProduct(session.storefront, 5);
    const context = await session.newContext();
    const page = await openShop(context);
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    const card = page.getByRole('listitem').filter({ hasText: product });
    await card.getByText('5 available, 0 reserved').waitFor();
    await card.getByLabel('Units').fill('-2');
    await card.getByLabel('Reason').fill('broken');
    await card.getByRole('button', { name: 'Adjust' }).click();
    await card.getByText('3 available, 0 reserved').waitFor();
    await card.getByLabel('Units').fill('-4');
    await card.getByRole('button', { name: 'Adjust' }).click();
    await card.getByRole('alert').waitFor();
    // The role survives a reload.
    await page.reload();
    await card.getByText('3 available, 0 reserved').waitFor();
    await context.close();
  });
});
