import { signToken } from '../sign-token.js';
import type { Namespace } from '../temporal/namespace.js';
import { DEMO_USER_ID, SAMPLE_ORDER } from './demo-orders.js';
import { followHistory } from './follow-history.js';

export interface SampleOptions {
  readonly apiUrl: string;
  readonly jwtSecret: string;
  readonly temporal: Namespace;
  /** Receives a line for each step of the order. */
  readonly onStep: (line: string) => void;
}

/**
 * Places a sample order when there are no orders yet, and reports its steps until its workflow completes.
 *
 * @returns the workflow id of the order; undefined when orders exist
 */
export async function placeSampleOrder(options: SampleOptions): Promise<string | undefined> {
  const { apiUrl, jwtSecret, temporal, onStep } = options;
  const token = (role: 'customer' | 'operator') => signToken(jwtSecret, { userId: DEMO_USER_ID, role });

  const { data } = await call<{ data: unknown[] }>(`${apiUrl}/v1/orders?limit=1`, await token('operator'));
  if (data.length > 0) return undefined;

  onStep('First start: placing a sample order (POST /v1/orders)');
  const order = await call<{ id: string; workflow_id: string }>(
    `${apiUrl}/v1/orders`,
    await token('customer'),
    SAMPLE_ORDER,
  );
  onStep(`The API returned 201 before the payment: order ${order.id}. Its workflow recorded:`);
  await followHistory(temporal, order.workflow_id, onStep);
  return order.workflow_id;
}

async function call<T>(url: string, token: string, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${url} returned status ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
