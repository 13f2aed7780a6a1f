import { z } from 'zod';
import { isCurrency } from '../../money/currencies.js';
import { minorUnits, text, uuid } from '../http/fields.js';

export const productParams = z.strictObject({ id: uuid.meta({ description: 'Identifies the product.' }) });

export const productName = text(200).meta({ description: 'Name that customers see.' });

export const productPrice = minorUnits.meta({ description: 'Price in minor units of `currency`.', example: 4999 });

export const productCurrency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
  .refine(
    isCurrency,
    'must be an active currency of ISO 4217, such as USD; funds, metals and test codes are not accepted',
  )
  .meta({ description: 'ISO 4217 code of an active currency.' });
