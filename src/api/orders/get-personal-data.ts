import { z } from 'zod';
import type { PersonalData } from '../../domains/orders/personal-data.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from './order-views.js';

const optional = (description: string) => z.string().nullable().meta({ description });

const personalDataRepresentation = z
  .object({
    email: optional('E-mail address of the customer.'),
    note: optional('Message from the customer to the shop.'),
    shipping_address: z
      .object({
        name: z.string().meta({ description: 'Recipient.' }),
        line1: z.string().meta({ description: 'Street and number.' }),
        line2: optional('Apartment, floor or company.'),
        city: z.string().meta({ description: 'City or town.' }),
        region: optional('State, province or prefecture.'),
        postal_code: optional('Postal code.'),
        country: z.string().meta({ description: 'ISO 3166-1 alpha-2 code.' }),
        phone: optional('Telephone number for the carrier.'),
      })
      .nullable()
      .meta({ description: 'Where the items are sent.' }),
  })
  .meta({ id: 'PersonalData' });

export const getPersonalData = defineRoute({
  method: 'get',
  path: '/v1/orders/:id/personal-data',
  operationId: 'getPersonalData',
  summary: 'Get the personal data of an order',
  description:
    'Personal data is stored encrypted and shown here only. Every field is null when the order has none, or when it was erased.',
  access: 'owner_or_operator',
  scope: 'personal_data:read',
  params: orderParams,
  responses: { 200: { description: 'The personal data.', body: personalDataRepresentation } },
  problems: problems('order_not_found'),
  async handler({ user, params }, { orders, orderDetails }) {
    const { id } = await getVisibleOrder(orders, params.id, user);
    return { status: 200, body: toRepresentation(await orderDetails.findPersonalData(id)) };
  },
});

function toRepresentation(data: PersonalData | null): z.input<typeof personalDataRepresentation> {
  const { email = null, note = null, shippingAddress } = data ?? {};
  if (!shippingAddress) return { email, note, shipping_address: null };
  const { name, line1, line2 = null, city, region = null, postalCode = null, country, phone = null } = shippingAddress;
  return {
    email,
    note,
    shipping_address: { name, line1, line2, city, region, postal_code: postalCode, country, phone },
  };
}
