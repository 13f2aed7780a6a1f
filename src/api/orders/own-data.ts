import { z } from 'zod';
import type { PersonalData } from '../../domains/orders/personal-data.js';
import { text } from '../http/fields.js';

const MAX_METADATA_KEYS = 50;

const shippingAddress = z
  .strictObject({
    name: text(200).meta({ description: 'Recipient.' }),
    line1: text(200).meta({ description: 'Street and number.' }),
    line2: text(200).optional().meta({ description: 'Apartment, floor or company.' }),
    city: text(100).meta({ description: 'City or town.' }),
    region: text(100).optional().meta({ description: 'State, province or prefecture.' }),
    postal_code: text(20).optional().meta({ description: 'Postal code.' }),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a country code of two capital letters, such as DE')
      .meta({ description: 'ISO 3166-1 alpha-2 code.', example: 'DE' }),
    phone: text(30).optional().meta({ description: 'Telephone number for the carrier.' }),
  })
  .meta({ id: 'ShippingAddress' });

/** The fields of a request that are stored encrypted. Their names are part of the request's fingerprint, their values are not. */
export const personalFields = {
  email: z.email().max(254).optional().meta({ description: 'E-mail address of the customer.' }),
  shipping_address: shippingAddress.optional().meta({ description: 'Where the items are sent.' }),
  note: text(1_000).optional().meta({ description: 'A message from the customer to the shop.' }),
};

/** The fields of a request that are shown with the order. */
export const referenceFields = {
  metadata: z
    .record(text(40), text(500))
    .refine((metadata) => Object.keys(metadata).length <= MAX_METADATA_KEYS, 'must have at most 50 keys')
    .optional()
    .meta({
      description: 'Data of the caller, by key. At most 50 keys. Put no personal data here.',
      maxProperties: MAX_METADATA_KEYS,
    }),
  external_reference: text(255)
    .optional()
    .meta({ description: "The caller's own number of the order. Unique for a user." }),
};

type PersonalBody = z.output<z.ZodObject<typeof personalFields>>;

export function toPersonalData({ email, shipping_address, note }: PersonalBody): PersonalData | undefined {
  if (email === undefined && shipping_address === undefined && note === undefined) return undefined;
  if (shipping_address === undefined) return { email, note };
  const { postal_code, ...address } = shipping_address;
  return { email, note, shippingAddress: { ...address, postalCode: postal_code } };
}

/**
 * The request without its personal data, for its fingerprint: histories contain the fingerprint, and a digest of an address could be
 * guessed.
 */
export function withoutPersonalData(body: PersonalBody): object {
  const hidden = Object.keys(personalFields).filter((name) => body[name as keyof PersonalBody] !== undefined);
  return { ...body, ...Object.fromEntries(hidden.map((name) => [name, true])) };
}
