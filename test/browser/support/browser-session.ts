import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { buildPage } from '../../../src/build/page-bundle.js';
import { startStorefront, type Storefront } from '../../kit/storefront.js';
import { openBrowser } from './chromium.js';

/** Longest that a condition of a test is waited for, in ms. */
const WAIT_TIMEOUT_MS = 60_000;

/** Where the Web UI would be; nothing of these tests goes there. */
export const WEB_UI = 'http://temporal.example';

export interface BrowserSession {
  readonly storefront: Storefront;
  /** A browser profile of one's own: another customer, unless the options hold the state of one. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** What the pages complained about so far: errors of scripts, of the console, of the Content-Security-Policy. */
  pageErrors(): readonly string[];
  stop(): Promise<void>;
}

/** The whole system with its page, and a browser to look at it. */
export async function startBrowserSession(
  options: { readonly reservationTtlSeconds?: number } = {},
): Promise<BrowserSession> {
  // First: without a browser nothing else is begun, and nothing is left behind.
  const browser = await openBrowser();
  const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-page-'));
  const [storefront] = await Promise.all([
    startStorefront({ ...options, pageFolder: folder, temporalUiUrl: WEB_UI }),
    buildPage(folder),
  ]);
  const pageErrors: string[] = [];
  return {
    storefront,
    newContext: (contextOptions) => openContext(browser, storefront.url, contextOptions, pageErrors),
    pageErrors: () => pageErrors,
    async stop() {
      await browser.close();
      await storefront.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openContext(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions | undefined,
  pageErrors: string[],
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(WAIT_TIMEOUT_MS);
  context.on('console', (message) => {
    // An answer with a problem is written to the console by the browser itself; the page shows it.
    const isHttpError = message.text().startsWith('Failed to load resource: the server responded');
    if (['error', 'warning'].includes(message.type()) && !isHttpError) pageErrors.push(message.text());
  });
  context.on('weberror', (error) => pageErrors.push(String(error.error())));
  return context;
}

/** The shop, once its catalogue is there. */
export async function openShop(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('heading', { name: 'What would you like?' }).waitFor();
  return page;
}

export interface OrderOptions {
  /** The name of the product. */
  readonly product: string;
  readonly method?: string;
  /** What the simulated card does, in the words of the page. */
  readonly card?: string;
}

/** Orders one piece of a product; the page then shows the order, whose id is returned. */
export async function placeOrder(page: Page, { product, method = 'Credit card', card }: OrderOptions): Promise<string> {
  await page.getByRole('button', { name: `Add ${product}` }).click();
  await page.getByRole('radio', { name: method }).check({ force: true });
  if (card !== undefined) await page.getByLabel('The simulated card').selectOption({ label: card });
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.waitForURL(/#\/orders\//);
  return page.url().split('/').at(-1) ?? '';
}

/** Resolves once the order stands as said. */
export function untilHeadline(page: Page, headline: string): Promise<void> {
  return page.getByRole('heading', { level: 1, name: headline, exact: true }).waitFor();
}

/** The step of the timeline that has the title, once it is in the state. */
export function untilStep(page: Page, title: string, state: string): Promise<void> {
  return page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: state }).first().waitFor();
}
