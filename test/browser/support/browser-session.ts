import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { buildPage } from '../../../src/build/page-bundle.js';
import { startStorefront, type Storefront } from '../../kit/storefront.js';
import type { StorefrontOptions } from '../../kit/storefront-api.js';
import { openBrowser } from './chromium.js';

/** Timeout of each wait in a test, in ms. */
const WAIT_TIMEOUT_MS = 60_000;

/** The base URL of the Web UI; no test opens it. */
export const WEB_UI = 'http://temporal.example';

export interface BrowserSession {
  readonly storefront: Storefront;
  /** Opens a separate browser profile, which signs in as a new customer. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Errors and warnings so far: from scripts, the console and the Content-Security-Policy. */
  pageErrors(): readonly string[];
  stop(): Promise<void>;
}

/** Starts the system with its page, and a browser. */
export async function startBrowserSession(
  options: Omit<StorefrontOptions, 'pageFolder' | 'temporalUiUrl'> = {},
): Promise<BrowserSession> {
  // The browser first: if it is missing, nothing else needs to be stopped.
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
  const context = await browser.newContext({ baseURL, locale: 'en-US', reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(WAIT_TIMEOUT_MS);
  context.on('console', (message) => {
    // The browser logs every failed request to the console; the page shows them.
    const isFailedRequest = message.text().startsWith('Failed to load resource: ');
    if (['error', 'warning'].includes(message.type()) && !isFailedRequest) pageErrors.push(message.text());
  });
  context.on('weberror', (error) => pageErrors.push(String(error.error())));
  return context;
}

/** Opens the shop and waits for its heading. */
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
  /** The label of a test card. */
  readonly card?: string;
}

/** Orders one unit of a product. @returns the id of the order, which the page then shows */
export async function placeOrder(page: Page, { product, method = 'Credit card', card }: OrderOptions): Promise<string> {
  await page.getByRole('button', { name: `Add ${product}` }).click();
  await page.getByRole('radio', { name: method }).check({ force: true });
  if (card !== undefined) await page.getByLabel('Simulated card').selectOption({ label: card });
  await page.getByRole('button', { name: /^Pay / }).click();
  await page.waitForURL(/#\/orders\//);
  return page.url().split('/').at(-1) ?? '';
}

export function waitForHeadline(page: Page, headline: string): Promise<void> {
  return page.getByRole('heading', { level: 1, name: headline, exact: true }).waitFor();
}

/** Waits until the step with the title has the state. */
export function waitForStep(page: Page, title: string, state: string): Promise<void> {
  return page.getByRole('listitem').filter({ hasText: title }).filter({ hasText: state }).first().waitFor();
}
