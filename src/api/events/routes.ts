import { getAsyncApi } from './get-async-api.js';
import { listEvents } from './list-events.js';

export const eventRoutes = [listEvents, getAsyncApi];
