import { z } from 'zod';
import type { MinuteOfOrders } from '../../domains/orders/order-numbers.js';
import { timestamp } from '../http/fields.js';
import { defineRoute } from '../http/route.js';
import type { AcceptanceTimes } from './acceptance-times.js';

const MINUTES = 60;
const MINUTE_MS = 60_000;
const EXPIRING_WITHIN_SECONDS = 120;

const count = (description: string) => z.int().min(0).meta({ description });
const percentile = (description: string) => z.int().min(0).nullable().meta({ description });

const ACCEPTANCE = {
  acceptance_p50_ms: percentile('Median time to acceptance, in ms, of the orders that this API process accepted.'),
  acceptance_p99_ms: percentile('The 99th percentile of the same times, in ms.'),
};

const minuteRepresentation = z
  .object({
    at: timestamp.meta({ description: 'Start of the minute.' }),
    placed: count('Orders placed in this minute.'),
    confirmed: count('Those of them that are confirmed.'),
    declined: count('Those of them whose payment was declined.'),
    cancelled: count('Those of them that were cancelled.'),
    ...ACCEPTANCE,
  })
  .meta({ id: 'MinuteOfOrders' });

const numbersRepresentation = z
  .object({
    minutes: z.array(minuteRepresentation).meta({ description: 'The last 60 minutes, oldest first.' }),
    placed: count('Orders placed in the last hour.'),
    decline_rate: z.number().min(0).max(1).nullable().meta({
      description: 'Declined orders of the last hour among those confirmed or declined; null when there are none.',
    }),
    ...ACCEPTANCE,
    in_flight: count('Orders without a final status.'),
    expiring: count('Those of them whose reservation ends within two minutes.'),
    stock: z
      .object({
        available: count('Units that can be ordered.'),
        reserved: count('Units reserved for orders that are not confirmed yet.'),
        sold_out: count('Products without an available unit.'),
        low: count('Products with `LOW_STOCK_THRESHOLD` available units or fewer, sold-out ones included.'),
      })
      .meta({ id: 'StockTotals', description: 'The stock of all products.' }),
  })
  .meta({ id: 'Numbers' });

const getNumbers = defineRoute({
  method: 'get',
  path: '/v1/numbers',
  operationId: 'getNumbers',
  summary: 'Get the numbers of the last hour',
  description: 'Times to acceptance are those of the API process that answers; all other numbers are of the database.',
  access: 'operator',
  scope: 'orders:read',
  query: z.strictObject({}),
  responses: { 200: { description: 'The numbers.', body: numbersRepresentation } },
  async handler(_request, { orderNumbers, stockNumbers, acceptanceTimes, lowStockThreshold }) {
    const [counted, open, stock] = await Promise.all([
      orderNumbers.lastHour(),
      orderNumbers.open(EXPIRING_WITHIN_SECONDS),
      lowStockThreshold().then((threshold) => stockNumbers.totals(threshold)),
    ]);
    const minutes = toMinutes(counted, acceptanceTimes, Date.now());
    const sum = (key: 'placed' | 'confirmed' | 'declined') => minutes.reduce((total, minute) => total + minute[key], 0);
    const decided = sum('confirmed') + sum('declined');
    const acceptance = acceptanceTimes.since(Date.parse(minutes[0]?.at ?? ''));
    return {
      status: 200,
      body: {
        minutes,
        placed: sum('placed'),
        decline_rate: decided === 0 ? null : sum('declined') / decided,
        acceptance_p50_ms: acceptance?.p50 ?? null,
        acceptance_p99_ms: acceptance?.p99 ?? null,
        in_flight: open.inFlight,
        expiring: open.expiring,
        stock: { available: stock.available, reserved: stock.reserved, sold_out: stock.soldOut, low: stock.low },
      },
    };
  },
});

/** One entry for each of the last 60 minutes, also for those without orders. */
function toMinutes(
  counted: readonly MinuteOfOrders[],
  times: Pick<AcceptanceTimes, 'ofMinute'>,
  nowMs: number,
): z.input<typeof minuteRepresentation>[] {
  const byMinute = new Map(counted.map((minute) => [minute.at.getTime(), minute]));
  const last = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  return Array.from({ length: MINUTES }, (_, index) => {
    const startedAt = last - (MINUTES - 1 - index) * MINUTE_MS;
    const { placed = 0, confirmed = 0, declined = 0, cancelled = 0 } = byMinute.get(startedAt) ?? {};
    const acceptance = times.ofMinute(startedAt);
    return {
      at: new Date(startedAt).toISOString(),
      ...{ placed, confirmed, declined, cancelled },
      acceptance_p50_ms: acceptance?.p50 ?? null,
      acceptance_p99_ms: acceptance?.p99 ?? null,
    };
  });
}

export const numbersRoutes = [getNumbers];
