import { setTimeout as sleep } from 'node:timers/promises';
import { readFindings, waitUntilReady } from './basics.js';
import type { Order, Shop } from './shop.js';
import { eventually, type Stack } from './stack.js';

/** Orders that are placed after the time to which Postgres is restored. */
const LOST_ORDERS = 3;

/**
 * Backs up, loses the database, restores it to a time in between, names what is lost by the audit, and returns its money at the
 * provider.
 */
export async function restore(stack: Stack, shop: Shop): Promise<string> {
  await stack.succeed('backup', '2');
  const kept = await shop.confirm();
  // The time has whole seconds.
  await sleep(2_000);
  const time = new Date().toISOString().slice(0, 19);
  await sleep(2_000);
  const lost: Order[] = [];
  for (let index = 0; index < LOST_ORDERS; index++) lost.push(await shop.confirm());
  // The data folder is lost, and with it what is not in the archive yet.
  await archiveNow(stack);
  await stack.compose('--profile', 'cluster', '--profile', 'app', 'stop');
  await stack.compose(
    '--profile',
    'cluster',
    'run',
    '--rm',
    '--no-deps',
    '--no-TTY',
    '--entrypoint',
    'sh',
    'postgres',
    '-c',
    'rm -r "$PGDATA"',
  );

  const startedAt = Date.now();
  await stack.succeed('restore', time);
  await waitUntilReady(stack);
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  if ((await shop.read(kept)).status !== 'confirmed')
    throw new Error('The restore lost an order from before its time.');
  for (const order of lost) {
    if ((await shop.read(order)).status !== '404') throw new Error('The restore kept an order from after its time.');
  }
  await shop.confirm();

  const named = await chargesWithoutOrder(stack);
  const expected = lost.map(({ id }) => `${id}:charge`).sort();
  if (
    named
      .map(({ key }) => key)
      .sort()
      .join() !== expected.join()
  )
    throw new Error(`The audit names ${JSON.stringify(named)} instead of the lost orders ${expected.join(', ')}.`);
  for (const { charge, amount } of named) await refundAtProvider(stack, charge, Number(amount));
  const left = await chargesWithoutOrder(stack);
  if (left.length > 0) throw new Error(`The audit still names ${JSON.stringify(left)} after their refund.`);
  return `restored in ${seconds} s; ${LOST_ORDERS} lost orders named and refunded`;
}

/** Waits until the archive has all changes so far, as after `archive_timeout`. */
async function archiveNow(stack: Stack): Promise<void> {
  const sql = async (statement: string) =>
    (await stack.compose('exec', '--no-TTY', '--user', 'postgres', 'postgres', 'psql', '-Atc', statement)).trim();
  const file = await sql('SELECT pg_walfile_name(pg_switch_wal())');
  await eventually('the archive has the last changes', async () =>
    (await sql('SELECT last_archived_wal FROM pg_stat_archiver')) >= file ? true : undefined,
  );
}

/** The charges that belong to no order. */
async function chargesWithoutOrder(stack: Stack) {
  const finding = (await readFindings(stack)).find(({ id }) => id === 'ledger.each_charge_is_ours');
  return (finding?.offenders ?? []).map(({ key = '', charge = '', amount = '' }) => ({ key, charge, amount }));
}

/** Refunds a charge as an operator does in the dashboard of the provider. */
async function refundAtProvider(stack: Stack, charge: string, amount: number): Promise<void> {
  const answer = await fetch('http://localhost:4000/v1/dashboard/refunds', {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.secret('gateway-api-key')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ charge_id: charge, amount, reason: 'lost by a restore' }),
  });
  if (!answer.ok) throw new Error(`The provider refused the refund: ${answer.status} ${await answer.text()}`);
}
