import type { Route } from '../http/route.js';
import { listChanges } from './list-changes.js';

export const changeRoutes: readonly Route[] = [listChanges];
