import type { Route } from '../http/route.js';
import { eraseUser } from './erase-user.js';
import { getErasure } from './get-erasure.js';

export const userRoutes: readonly Route[] = [eraseUser, getErasure];
