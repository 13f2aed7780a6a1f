import type { Acceptance, PlaceOrderInput } from '../../contracts/place-order.js';
import { DomainError } from '../../domains/domain-error.js';
import type { NewOrderDetails, OrderDetailsService } from '../../domains/orders/order-details.service.js';
import { Problem } from '../http/problem.js';
import { toPersonalData } from './own-data.js';
import type { OrderBody } from './placement-request.js';

/** What is stored beside the order, because its run must not carry it. */
export function toDetails({ orderId, userId, requestFingerprint }: PlaceOrderInput, body: OrderBody): NewOrderDetails {
  const { external_reference: externalReference, metadata } = body;
  return { orderId, userId, requestFingerprint, externalReference, metadata, personalData: toPersonalData(body) };
}

/**
 * Stores the details of an order before its run is accepted, and discards those of a rejected order. The retention run removes what an
 * interrupted request leaves behind.
 */
export async function acceptWithDetails(
  service: Pick<OrderDetailsService, 'store' | 'discard'>,
  details: NewOrderDetails,
  accept: () => Promise<Acceptance | null>,
): Promise<Acceptance | null> {
  if (!hasDetails(details)) return accept();
  await service.store(details);
  const acceptance = await accept().catch(async (error: unknown) => {
    if (isRejected(error)) await service.discard(details.orderId);
    throw error;
  });
  if (acceptance?.rejection) await service.discard(details.orderId);
  return acceptance;
}

function hasDetails({ externalReference, metadata = {}, personalData }: NewOrderDetails): boolean {
  return externalReference !== undefined || personalData !== undefined || Object.keys(metadata).length > 0;
}

/** False when the run may still create the order. */
function isRejected(error: unknown): boolean {
  return error instanceof DomainError || (error instanceof Problem && error.code !== 'unavailable');
}
