import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../src/local/ports.js';
import { startIdentityProvider, type IdentityProvider } from '../kit/identity-provider.js';
import { placeOrder, startBrowserSession, waitForHeadline, type BrowserSession } from './support/browser-session.js';
import { noBrowser } from './support/chromium.js';

describe.skipIf(noBrowser)('signing in with an identity provider', () => {
  let provider: IdentityProvider;
  let session: BrowserSession;
  beforeAll(async () => {
    const port = await findFreePort();
    provider = await startIdentityProvider(`http://127.0.0.1:${port}`);
    session = await startBrowserSession({ port, signIn: provider });
  });
  afterAll(async () => {
    await session.stop();
    await provider.stop();
  });
  afterEach(() => expect(session.pageErrors()).toEqual([]));

  it('signs a customer in, and leads back to the order when the session has ended', async () => {
    // The tokens of the test kit are not the provider's.
    const { catalog, inventory } = session.storefront.system;
    const [id, product] = [randomUUID(), 'Stoneware mug'];
    await catalog.create({ id, sku: 'MUG', name: product, price: 1_600, currency: 'USD' });
    await inventory.create({ productId: id, sku: 'MUG', quantity: 5, warehouseCode: 'MAIN' });
    const context = await session.newContext();
    const page = await context.newPage();
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[name=login]').fill('alice');
    await page.locator('[name=password]').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'What would you like?' }).waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await placeOrder(page, { product });
    await waitForHeadline(page, 'Confirmed');
    const orderUrl = page.url();

    await context.route('**/v1/**', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        json: { code: 'unauthorized', detail: 'The access token has expired.', request_id: 'r' },
      }),
    );
    await page.reload();
    await page.getByText('Your session has ended.').waitFor();
    await context.unroute('**/v1/**');
    // The provider still knows the user and asks for nothing.
    await page.getByRole('button', { name: 'Sign in' }).click();
    await waitForHeadline(page, 'Confirmed');
    expect(page.url()).toBe(orderUrl);
    await context.close();
  });

  it('says when the provider did not sign the user in', async () => {
    const context = await session.newContext();
    const page = await context.newPage();
    await page.goto('/?error=access_denied&state=of-another-tab');
    await page.getByText('Signing in did not work.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await context.close();
  });
});
