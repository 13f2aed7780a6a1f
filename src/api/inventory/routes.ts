import { adjustInventory } from './adjust-inventory.js';
import { getInventory } from './get-inventory.js';
import { listMovements } from './list-movements.js';
import { listInventory } from './list-inventory.js';

export const inventoryRoutes = [listInventory, listMovements, getInventory, adjustInventory];
