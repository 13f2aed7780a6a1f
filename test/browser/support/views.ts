import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { text as attention } from '../../../src/page/attention/text.js';
import { text as catalogue } from '../../../src/page/catalogue/text.js';
import type { Language } from '../../../src/page/i18n/texts.js';
import { text as myOrders } from '../../../src/page/my-orders/text.js';
import { text as numbers } from '../../../src/page/numbers/text.js';
import { refundText } from '../../../src/page/order/refund-text.js';
import { text as order } from '../../../src/page/order/text.js';
import { timelineText } from '../../../src/page/order/timeline-text.js';
import { text as orders } from '../../../src/page/orders/text.js';
import { text as session } from '../../../src/page/session/text.js';
import { text as shop } from '../../../src/page/shop/text.js';
import { problemText } from '../../../src/page/ui/problem-text.js';
import { text as webhooks } from '../../../src/page/webhooks/text.js';
import { ATTENTION, DELIVERIES, NUMBERS, stuckTimeline } from './sample-answers.js';
import type { SampleShop } from './sample-shop.js';

/** Who looks at a view. A guest is not signed in: by a token, or with an identity provider. */
export type Viewer = 'customer' | 'operator' | 'guest' | 'provider_guest';

export interface View {
  readonly viewer: Viewer;
  /** Opens the view as the viewer, and waits until it is complete. */
  readonly open: (page: Page, shop: SampleShop, language: Language) => Promise<unknown>;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
const shopHeading = (page: Page, language: Language) => heading(page, shop[language].heading);

/** Opens the page of an order, and waits for its log. */
async function openOrder(page: Page, id: string, language: Language): Promise<void> {
  await page.goto(`/#/orders/${id}`);
  const log = page.getByRole('region', { name: timelineText[language].log });
  await log.getByRole('listitem').nth(4).waitFor();
}

/** Every view of the page, with what a user can open in it, in an order that needs few sign-ins. */
export const VIEWS: Readonly<Record<string, View>> = {
  shop: {
    viewer: 'customer',
    async open(page, { products }, language) {
      await page.goto('/#/');
      await shopHeading(page, language);
      await page.getByRole('button', { name: shop[language].addProduct(products[0]), exact: true }).waitFor();
      await page.getByRole('link', { name: shop[language].allOrders }).waitFor();
    },
  },
  checkout: {
    viewer: 'customer',
    async open(page, { products }, language) {
      await page.goto('/#/');
      for (const name of products) {
        await page.getByRole('button', { name: shop[language].addProduct(name), exact: true }).click();
      }
      await page.getByText(shop[language].mixedCurrencies).waitFor();
    },
  },
  'an order to pay': {
    viewer: 'customer',
    async open(page, { orders: { waiting } }, language) {
      await openOrder(page, waiting, language);
      await page.getByRole('button', { name: order[language].actions.cancel }).click();
      await page.getByRole('button', { name: order[language].actions.keep }).waitFor();
    },
  },
  'a cancelled order': {
    viewer: 'customer',
    async open(page, { orders: { cancelled } }, language) {
      await openOrder(page, cancelled, language);
      await page.getByRole('form', { name: order[language].payAgain.heading }).waitFor();
    },
  },
  'a failed order': {
    viewer: 'customer',
    async open(page, { orders: { failed } }, language) {
      await openOrder(page, failed, language);
      await page.getByRole('form', { name: order[language].payAgain.heading }).waitFor();
    },
  },
  'a confirmed order': {
    viewer: 'customer',
    async open(page, { orders: { confirmed } }, language) {
      await openOrder(page, confirmed, language);
      await page.getByRole('region', { name: refundText[language].refunds }).waitFor();
    },
  },
  'an unknown order': {
    viewer: 'customer',
    async open(page, _shop, language) {
      await page.goto(`/#/orders/${randomUUID()}`);
      await page.getByText(problemText[language].codes.order_not_found ?? '').waitFor();
    },
  },
  'my orders': {
    viewer: 'customer',
    async open(page, _shop, language) {
      await page.goto('/#/orders');
      await heading(page, myOrders[language].heading);
      await page.getByRole('main').getByRole('listitem').nth(3).waitFor();
    },
  },
  'the orders of all customers': {
    viewer: 'operator',
    async open(page, { orders: { confirmed } }, language) {
      await page.goto('/#/orders');
      await page.getByLabel(orders[language].select(confirmed.slice(0, 8))).check();
      await page.getByRole('button', { name: orders[language].cancelSelected('1') }).click();
      await page.getByRole('button', { name: orders[language].keep }).waitFor();
      await page.getByRole('heading', { name: attention[language].heading }).waitFor();
    },
  },
  'no orders': {
    viewer: 'operator',
    async open(page, _shop, language) {
      await page.goto('/#/orders?q=nothing');
      await page.getByText(orders[language].none).waitFor();
    },
  },
  'an order with a refund form': {
    viewer: 'operator',
    async open(page, { orders: { confirmed } }, language) {
      await openOrder(page, confirmed, language);
      await page.getByRole('form', { name: refundText[language].form }).waitFor();
    },
  },
  'an order that is being undone': {
    viewer: 'operator',
    async open(page, { orders: { cancelled } }, language) {
      await openOrder(page, cancelled, language);
      await page.getByText(timelineText[language].undo.stuck).waitFor();
    },
  },
  'what needs attention': {
    viewer: 'operator',
    async open(page, _shop, language) {
      await page.goto('/#/attention');
      await heading(page, attention[language].heading);
      await page
        .getByRole('listitem')
        .nth(ATTENTION.length - 1)
        .waitFor();
    },
  },
  numbers: {
    viewer: 'operator',
    async open(page, _shop, language) {
      await page.goto('/#/numbers');
      await heading(page, numbers[language].heading);
      await page.getByRole('img').nth(1).waitFor();
    },
  },
  catalogue: {
    viewer: 'operator',
    async open(page, { products: [first, second] }, language) {
      const t = catalogue[language];
      await page.goto('/#/catalogue');
      await heading(page, t.heading);
      for (const summary of [t.create, t.import]) await page.locator('summary').getByText(summary).click();
      await page.getByRole('button', { name: t.stockOf(first), exact: true }).click();
      await page.getByRole('region', { name: t.movements }).getByRole('listitem').nth(1).waitFor();
      await page.getByRole('button', { name: t.editProduct(second), exact: true }).click();
      await page.getByRole('button', { name: t.save }).waitFor();
    },
  },
  webhooks: {
    viewer: 'operator',
    async open(page, _shop, language) {
      await page.goto('/#/webhooks');
      await heading(page, webhooks[language].heading);
      await page
        .getByRole('button', { name: /order\.confirmed/ })
        .first()
        .waitFor();
      await page.locator('details').first().click();
    },
  },
  'sign-in with a token': {
    viewer: 'guest',
    open: (page, _shop, language) => page.getByLabel(session[language].token.label).waitFor(),
  },
  'sign-in with a provider': {
    viewer: 'provider_guest',
    open: (page, _shop, language) => page.getByText(session[language].provider).waitFor(),
  },
  'the payment page': {
    viewer: 'guest',
    async open(page, { paymentUrl }) {
      await page.goto(paymentUrl);
      await page.getByRole('button', { name: 'Approve' }).waitFor();
    },
  },
};

const OIDC = { issuer: 'http://provider.example', client_id: 'shop', scope: 'openid', resource: null };

/** Signs in as the viewer, in a page that may show anything. Operators get some sample answers. */
export async function signInAs(
  page: Page,
  viewer: Viewer,
  { storefront, orders: { cancelled } }: SampleShop,
): Promise<void> {
  await page.unrouteAll({ behavior: 'wait' });
  if (viewer === 'operator') {
    await page.route('**/v1/attention', (route) => route.fulfill({ json: { data: ATTENTION, runs_known: false } }));
    await page.route('**/v1/numbers', (route) => route.fulfill({ json: NUMBERS }));
    await page.route('**/deliveries?*', (route) => route.fulfill({ json: { data: DELIVERIES, next_cursor: null } }));
    await page.route(`**/${cancelled}/timeline`, (route) => route.fulfill({ json: stuckTimeline(cancelled) }));
  }
  if (viewer === 'guest' || viewer === 'provider_guest') {
    const oidc = viewer === 'guest' ? null : OIDC;
    await page.route('/page/config.json', (route) =>
      route.fulfill({ json: { payment_gateway: 'simulated', local_sign_in: false, oidc } }),
    );
  }
  await page.goto('/page/icon.svg');
  await page.evaluate(`
    localStorage.setItem('durable-orders.user', '${storefront.userId}');
    localStorage.setItem('durable-orders.role', '${viewer}');
    localStorage.removeItem('durable-orders.basket');
  `);
  await page.goto('/');
}
