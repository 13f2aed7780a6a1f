import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { reconcile } from '../../src/workflows/reconcile/reconcile.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { WORKERS } from '../../src/process/processes.js';
import { waitUntil } from '../kit/observe.js';
import { freeScrapePort } from '../kit/scrape-port.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { startTracedShop, type TracedShop } from '../kit/traced-shop.js';
import { createWebhookEndpoint } from '../kit/webhook-receiver.js';

const FOLDER = new URL('../../temporal-docker/', import.meta.url);
const ALERTS = new URL('prometheus/alerts.yml', FOLDER);
const DASHBOARDS = new URL('grafana/dashboards/', FOLDER);

/** Metrics of Prometheus itself. */
const PROMETHEUS_METRICS = ['up'];

/** Returns the metric names in a PromQL query, without functions, labels, modifiers and numbers. */
function metricsIn(query: string): string[] {
  const bare = query
    .replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replace(/\b(and|or|unless|bool|offset)\b/g, ' ');
  return [...bare.matchAll(/[a-z_:][a-z0-9_:]*(?!\w*\s*\()/gi)].map(([name]) => name);
}

const queries: [where: string, query: string][] = [
  ...readdirSync(DASHBOARDS).flatMap((file) => {
    const { panels } = JSON.parse(readFileSync(new URL(file, DASHBOARDS), 'utf8')) as {
      panels: { title: string; targets: { expr: string }[] }[];
    };
    return panels.flatMap(({ title, targets }) =>
      targets.map(({ expr }): [string, string] => [`the panel "${title}" of ${file}`, expr]),
    );
  }),
  ...[...readFileSync(ALERTS, 'utf8').matchAll(/alert: (\w+)\n\s+expr: (?:\|\n)?((?:.|\n)*?)\n\s+for:/g)].map(
    ([, alert, expr]): [string, string] => [`the alert ${alert}`, expr ?? ''],
  ),
];

let traced: TracedShop;
const scraped = new Set<string>();

beforeAll(async () => {
  const ports: Record<string, number> = {};
  for (const name of ['gateway', 'events', 'api', ...WORKERS] as const) ports[name] = await freeScrapePort();
  traced = await startTracedShop({ OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'prometheus' }, (name) => ({
    OTEL_EXPORTER_PROMETHEUS_PORT: String(ports[name]),
  }));
  const { system, shop } = traced;
  await createWebhookEndpoint(shop);
  const { id: productId } = await system.addProduct(10);
  const orders = [
    await shop.placeOrder(productId),
    await shop.placeOrder(productId, { payment_token: 'tok_decline' }),
    await shop.placeOrder(productId, { payment_token: 'tok_flaky' }),
  ];
  await shop.placeOrder(productId, { items: [{ product_id: productId, quantity: 1_000 }] });
  for (const { body } of orders) await shop.waitForOrder(body.id, hasFinalStatus);
  const { body: refunded } = await shop.placeOrder(productId);
  await shop.waitForOrder(refunded.id, hasFinalStatus);
  await shop.request('POST', `/v1/orders/${refunded.id}/cancel`, {});
  await shop.waitForOrder(refunded.id, ({ status }) => status === 'cancelled');
  await shop.placeOrder(productId, { payment_token: 'tok_dispute' });
  await waitUntil(
    () => system.database.query('SELECT FROM payments.disputes'),
    (disputes) => disputes.length > 0,
  );
  // Reconciliation skips an order whose workflow is open, and fails on one that it cannot repair.
  const confirmed = orders[0]?.body;
  await system.temporal.client.workflow.getHandle(`order-${confirmed?.id}`).result();
  await system.database.query("UPDATE orders.orders SET status = 'paid' WHERE id = $1", [confirmed?.id]);
  const args: Parameters<typeof reconcile> = [{ graceSeconds: 0, windowSeconds: 60, limit: 10 }];
  const options = { workflowId: 'reconcile', taskQueue: TASK_QUEUES.orders, args };
  await expect(system.temporal.client.workflow.execute('reconcile', options)).rejects.toThrow();

  const endpoints = Object.entries(ports).flatMap(([name, port]) =>
    (WORKERS as readonly string[]).includes(name) ? [port, port + 1] : [port],
  );
  for (const port of endpoints) {
    const text = await waitUntil(
      async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
      (body) => body.includes('# TYPE') && (port !== ports.events || body.includes('webhook_attempt_count')),
    );
    for (const [, name] of text.matchAll(/^([a-z_:][a-z0-9_:]*)[{ ]/gim)) scraped.add(name ?? '');
  }
});
afterAll(() => traced.stop());

it('finds the queries of the dashboards and alerts', () => {
  expect(queries.length).toBeGreaterThan(40);
});

it.each(queries)('uses only reported metrics in %s', (_, query) => {
  const names = metricsIn(query).filter((name) => !PROMETHEUS_METRICS.includes(name));
  expect(names.length + PROMETHEUS_METRICS.filter((name) => query.startsWith(name)).length).toBeGreaterThan(0);
  expect(names.filter((name) => !scraped.has(name))).toEqual([]);
});

it('passes promtool check rules', async (context) => {
  const run = execFileAsync('promtool', ['check', 'rules', ALERTS.pathname]).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const reason = 'promtool is not installed (Debian has it in the package prometheus)';
    if (process.env.CI) throw new Error(reason);
    context.skip(reason);
  });
  expect((await run)?.stdout).toContain('SUCCESS');
});
