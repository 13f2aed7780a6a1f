import { z } from 'zod';

/** A UUID of any version, in lower case like Postgres prints it. */
export const uuid = z.guid().toLowerCase();

/** A sum in minor units. It may exceed 32 bits, which the format tells to generated clients. */
export const sumOfMinorUnits = z.int().min(0).meta({ format: 'int64' });

/** A time in a response. */
export const timestamp = z.iso.datetime();

export const createdAt = timestamp.meta({ description: 'Time of the creation.' });

export const updatedAt = timestamp.meta({ description: 'Time of the last change.' });
