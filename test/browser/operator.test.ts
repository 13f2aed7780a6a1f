import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../kit/observe.js';
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
    await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor();
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
    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.getByLabel('SKU or name').fill(product);
    await page.getByRole('button', { name: 'Search' }).click();
    const row = page.getByRole('row').filter({ hasText: product });
    const available = row.first().getByRole('cell').nth(4);
    await row.getByRole('button', { name: `Stock of ${product}` }).click();
    const form = page.getByRole('form', { name: `Adjust the stock of ${product}` });
    await form.getByLabel('Units').fill('-2');
    await form.getByLabel('Reason').fill('broken');
    await form.getByRole('button', { name: 'Adjust' }).click();
    await available.getByText('3', { exact: true }).waitFor();
    await page
      .getByRole('region', { name: /^Movements/ })
      .getByText('broken')
      .waitFor();
    await form.getByLabel('Units').fill('-4');
    await form.getByRole('button', { name: 'Adjust' }).click();
    await form.getByRole('alert').waitFor();
    // The role and the search survive a reload.
    await page.reload();
    await available.getByText('3', { exact: true }).waitFor();
    await context.close();
  });

  it('finds an order by its SKU and method and cancels several at once', async () => {
    const product = await createProduct(session.storefront, 2, 4_400);
    const customer = await session.newContext();
    const ids: string[] = [];
    for (let i = 0; i < 2; i += 1) {
      const customerPage = await openShop(customer);
      ids.push(await placeOrder(customerPage, { product }));
      await waitForHeadline(customerPage, 'Confirmed');
    }
    const operator = await session.newContext();
    const page = await openShop(operator);
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByLabel('Order, customer or SKU').fill(ids[0]?.slice(0, 10) ?? '');
    await page.getByLabel('Method').selectOption('Credit card');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/#\/orders\?q=.*method=credit_card/);
    // The list without the filter has the order, too.
    await waitUntil(
      () => page.getByRole('row').count(),
      (count) => count === 2,
    );
    await page.getByRole('link', { name: ids[0]?.slice(0, 8) ?? '' }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    for (const id of ids) await page.getByLabel(`Select order ${id.slice(0, 8)}`).check();
    await page.getByRole('button', { name: 'Cancel 2 selected' }).click();
    await page.getByRole('button', { name: 'Yes, cancel 2' }).click();
    const summary = page.getByRole('region', { name: 'What became of them' });
    await summary
      .getByRole('listitem')
      .filter({ hasText: /cancelled$/ })
      .nth(1)
      .waitFor();
    await summary.getByRole('link', { name: ids[0]?.slice(0, 8) ?? '' }).click();
    await waitForHeadline(page, 'Cancelled');
    // The confirmed order was cancelled by another run, which undid its steps.
    for (const undone of ['Payment refunded', 'Stock returned']) await page.getByText(undone).first().waitFor();
    await customer.close();
    await operator.close();
  });
});
