import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { customerToken } from '../kit/tokens.js';
import {
  openShop,
  placeOrder,
  startBrowserSession,
  waitForHeadline,
  waitForStep,
  WEB_UI,
  type BrowserSession,
} from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';
import { createProduct } from './support/products.js';

describe.skipIf(noBrowser)('the page', () => {
  let session: BrowserSession;
  beforeAll(async () => {
    session = await startBrowserSession();
  });
  afterAll(() => session.stop());
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('places an order and shows its progress until it is confirmed', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    const product = await createProduct(session.storefront, 3);
    const card = page.getByRole('listitem').filter({ hasText: product });
    await card.getByText('Only 3 left').waitFor();
    const orderId = await placeOrder(page, { product });
    await waitForHeadline(page, 'Confirmed');
    await waitForStep(page, 'Confirm order', 'done');
    // Ids and links are for operators.
    await page.getByText(orderId).waitFor();
    expect(await page.getByText(`order-${orderId}`).count()).toBe(0);
    const history = page.getByRole('region', { name: 'Everything that happened' }).getByRole('listitem');
    await history.filter({ hasText: 'Order confirmed' }).waitFor();
    const titles = await history.locator('strong').allTextContents();
    expect(titles).toEqual(
      expect.arrayContaining(['Order pending', 'Order paid', 'Order confirmed', 'Reserve stock', 'Pay']),
    );
    await page.getByRole('radio', { name: 'Operator' }).check({ force: true });
    await page.getByText(`order-${orderId}`).waitFor();
    const link = page.getByRole('link', { name: /Open in Temporal/ });
    const { namespace } = session.storefront.system.temporal;
    expect(await link.getAttribute('href')).toBe(`${WEB_UI}/namespaces/${namespace}/workflows/order-${orderId}`);
    await page.getByRole('radio', { name: 'Customer' }).check({ force: true });
    await page.getByRole('link', { name: /Back to the shop/ }).click();
    await card.getByText('Only 2 left').waitFor();
    await page.getByRole('link', { name: product }).waitFor();
    await context.close();
  });

  it('shows the compensations of a declined order', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    const product = await createProduct(session.storefront, 1);
    await placeOrder(page, { product, card: 'is declined' });
    await waitForHeadline(page, 'Payment failed');
    await page.getByText('The card was declined. No payment is due.').waitFor();
    await waitForStep(page, 'Pay', 'failed');
    for (const compensation of ['Nothing had been charged', 'Order ended', 'Stock released']) {
      await waitForStep(page, compensation, '');
    }
    await waitForStep(page, 'Confirm order', 'not reached');
    await context.close();
  });

  it('links to the payment page and shows the outcome', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    await placeOrder(page, { product: await createProduct(session.storefront, 1), method: 'Alipay' });
    await waitForHeadline(page, 'Waiting for the payment');
    await waitForStep(page, 'Pay', 'waiting for the customer');
    const orderUrl = page.url();
    await page.getByRole('link', { name: 'Continue to Alipay' }).click();
    await page.getByRole('button', { name: 'Approve' }).click();
    // The payment page sends the customer back to the order.
    await page.waitForURL(orderUrl);
    await waitForHeadline(page, 'Confirmed');
    await context.close();
  });

  it('shows the order after a reload and in a second tab', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    const orderId = await placeOrder(page, { product: await createProduct(session.storefront, 1), method: 'PayPal' });
    await waitForHeadline(page, 'Waiting for the payment');
    await page.reload();
    await waitForHeadline(page, 'Waiting for the payment');
    await page.getByText(orderId).waitFor();

    const other = await context.newPage();
    await other.goto(page.url());
    await waitForHeadline(other, 'Waiting for the payment');
    const url = await page.getByRole('link', { name: 'Continue to PayPal' }).getAttribute('href');
    await submitPaymentDecision(url, 'decline');
    for (const tab of [page, other]) {
      await waitForHeadline(tab, 'Payment failed');
      await tab.getByText('The customer declined the payment.').waitFor();
    }
    await context.close();
  });

  it('extends the reservation and cancels a pending order', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    await placeOrder(page, { product: await createProduct(session.storefront, 1), method: 'WeChat Pay' });
    await waitForHeadline(page, 'Waiting for the payment');
    await page
      .getByRole('timer')
      .filter({ hasText: /^1[45]:\d\d$/ })
      .waitFor();
    await page.getByRole('button', { name: 'Reserve for 5 more minutes' }).click();
    await page
      .getByRole('timer')
      .filter({ hasText: /^(19|20):\d\d$/ })
      .waitFor();
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('button', { name: 'Keep order' }).click();
    await page.getByRole('button', { name: 'Cancel order' }).click();
    await page.getByRole('button', { name: 'Yes, cancel order' }).click();
    await waitForHeadline(page, 'Cancelled');
    await waitForStep(page, 'Stock released', '');
    expect(await page.getByRole('timer').count()).toBe(0);
    await context.close();
  });

  it('asks for a token when local sign-in is disabled', async () => {
    const { storefront } = session;
    const token = await customerToken();
    const context = await session.newContext();
    await context.route('/page/config.json', (route) =>
      route.fulfill({ json: { payment_gateway: 'stripe', local_sign_in: false, oidc: null } }),
    );
    const page = await context.newPage();
    await page.goto('/');
    await page.getByLabel('Access token').fill('nonsense');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').filter({ hasText: 'This token is not accepted' }).waitFor();
    await page.getByLabel('Access token').fill(token);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const product = await createProduct(storefront, 1);
    await page.getByRole('button', { name: `Add ${product}` }).click();
    // Only the simulated gateway offers test cards.
    expect(await page.getByLabel('Simulated card').count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'What would you like?' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Access token').waitFor();
    await context.close();
  });

  it('explains why an order is rejected', async () => {
    const context = await session.newContext();
    const page = await openShop(context);
    const product = await createProduct(session.storefront, 1);
    await page.getByRole('button', { name: `Add ${product}` }).click();
    const { body } = await session.storefront.request<{ data: { id: string; name: string }[] }>(
      'GET',
      '/v1/products?limit=100',
    );
    const { id = '' } = body.data.find(({ name }) => name === product) ?? {};
    expect(await session.storefront.placeOrder(id)).toMatchObject({ status: 201 });
    await page.getByRole('button', { name: /^Pay / }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: `Not enough is left in stock. Order less.${product}: you want 1, 0 available.` })
      .waitFor();
    // The second attempt uses a new idempotency key, so the API does not replay the rejection.
    const adjustment = { delta: 1, reason: 'found one' };
    await session.storefront.request('POST', `/v1/inventory/${id}/adjustments`, adjustment, 'operator');
    await page.getByRole('button', { name: /^Pay / }).click();
    await waitForHeadline(page, 'Confirmed');
    await context.close();
  });
});
