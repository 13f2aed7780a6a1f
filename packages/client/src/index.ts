import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.ts';

export type NewOrder = components['schemas']['NewOrder'];
export type Order = components['schemas']['Order'];
export type Product = components['schemas']['Product'];

/**
 * A client of the API, typed by its document: `client.GET('/v1/orders/{id}', { params: { path: { id } } })`.
 *
 * @param token - a JWT; without one only what is open to anybody answers
 */
export function createOrdersClient(baseUrl: string, token?: string): Client<paths> {
  return createClient<paths>({
    baseUrl,
    ...(token !== undefined && { headers: { Authorization: `Bearer ${token}` } }),
  });
}
