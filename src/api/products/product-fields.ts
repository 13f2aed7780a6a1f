import { z } from 'zod';
import { minorUnits, text, uuid } from '../http/fields.js';

export const productParams = z.strictObject({ id: uuid });

export const productName = text(200).meta({ description: 'Name that customers see.' });

export const productPrice = minorUnits.meta({ description: 'Price in minor units of `currency`.', example: 4999 });
