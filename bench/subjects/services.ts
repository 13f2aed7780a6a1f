import { LOCAL_PAYMENT_TOKEN_KEYS, readConfig } from '../../src/config/config.js';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { createGateway, GATEWAY_CLIENT_VARIABLES } from '../../src/providers/create-gateway.js';
import { PaymentTokens } from '../../src/domains/payments/payment-tokens.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';

/** As many connections as the three workers have together. */
const POOL_SIZE = 30;

/** Opens the services of all domains, for a subject that runs them in one process. */
export async function openServices() {
  const database = await openDatabase(readConfig(['DATABASE_URL']).DATABASE_URL, ALL_DOMAINS, {
    poolSize: POOL_SIZE,
  });
  const gateway = createGateway(readConfig(GATEWAY_CLIENT_VARIABLES));
  return {
    catalog: new CatalogService(database),
    orders: new OrdersService(database),
    reservations: new ReservationsService(database),
    payments: new PaymentsService(database, gateway, new PaymentTokens(LOCAL_PAYMENT_TOKEN_KEYS)),
  };
}

export type Services = Awaited<ReturnType<typeof openServices>>;
