import type { DataSource } from 'typeorm';
import type { EncryptionKey } from '../crypto/keyring.js';
import { ApiKeysService } from '../domains/access/api-keys.service.js';
import { ChangeLog } from '../domains/access/change-log.js';
import { CatalogService } from '../domains/catalog/catalog.service.js';
import { InventoryService } from '../domains/inventory/inventory.service.js';
import { IdempotentChanges } from '../domains/idempotency/idempotent-changes.js';
import { OrderReader } from '../domains/orders/order-reader.js';
import { ReturnsService } from '../domains/orders/returns.service.js';
import { PaymentEventsService } from '../domains/payments/payment-events.service.js';
import type { PaymentGateway } from '../domains/payments/payment-gateway.js';
import { PaymentReader } from '../domains/payments/payment-reader.js';
import { PaymentTokens } from '../domains/payments/payment-tokens.js';
import type { WebhookTargets } from '../domains/webhooks/address-policy.js';
import { DeliveryLog } from '../domains/webhooks/delivery-log.js';
import { WebhookEndpointsService } from '../domains/webhooks/endpoints.service.js';
import { RedeliveriesService } from '../domains/webhooks/redeliveries.service.js';
import { WebhookSecrets } from '../domains/webhooks/webhook-secrets.js';
import { EventFeed } from '../events/feed.js';
import { EventLookup } from '../events/event-lookup.js';
import { EventWatch } from '../events/event-watch.js';
import { Admission } from './admission/admission.js';
import type { Temporal } from './dependencies/temporal.js';
import { TemporalWebUi } from './dependencies/temporal-web-ui.js';
import { buildOpenApiDocument } from './openapi/build-document.js';
import { Readiness } from './operations/readiness.js';
import { Offers } from './orders/offers.js';
import { OrderRuns } from './orders/order-runs.js';
import { OrderWatch } from './orders/order-watch.js';
import { ParkedRuns } from './orders/parked-runs.js';
import { OrderPlacement, type PlacementSettings } from './orders/placement.js';
import { PaymentRuns } from './payments/payment-runs.js';
import { ROUTES } from './routes.js';
import type { Services } from './services.js';

export interface ServiceSettings {
  /** Address of Temporal's Web UI; undefined when it is not known. */
  readonly temporalUiUrl: string | undefined;
  /** The first key encrypts payment tokens. */
  readonly paymentTokenKeys: readonly EncryptionKey[];
  readonly webhooks: {
    /** The first key encrypts the secrets of endpoints. */
    readonly secretKeys: readonly EncryptionKey[];
    readonly targets: WebhookTargets;
  };
  readonly placement: PlacementSettings;
  /** The mean time to acceptance that the admission of placements keeps, in seconds; by default every placement is admitted. */
  readonly admissionTargetSeconds?: number;
  /** Verifies and parses webhook events. */
  readonly gateway: Pick<PaymentGateway, 'readEvent'>;
}

export function createServices(database: DataSource, temporal: Temporal, settings: ServiceSettings): Services {
  const {
    placement,
    webhooks,
    gateway,
    paymentTokenKeys,
    temporalUiUrl,
    admissionTargetSeconds: targetSeconds = 0,
  } = settings;
  const orders = new OrderReader(database);
  const payments = new PaymentReader(database);
  const feed = new EventFeed(database);
  const runs = new OrderRuns(temporal);
  const admission = new Admission({ targetSeconds });
  const tokens = new PaymentTokens(paymentTokenKeys);
  return {
    apiKeys: new ApiKeysService(database),
    changeLog: new ChangeLog(database),
    catalog: new CatalogService(database),
    inventory: new InventoryService(database),
    changes: {
      catalog: new IdempotentChanges(database, 'catalog'),
      inventory: new IdempotentChanges(database, 'inventory'),
      orders: new IdempotentChanges(database, 'orders'),
      webhooks: new IdempotentChanges(database, 'webhooks'),
    },
    orders,
    webhookEndpoints: new WebhookEndpointsService(database, new WebhookSecrets(webhooks.secretKeys), webhooks.targets),
    redeliveries: new RedeliveriesService(new EventLookup(database)),
    deliveryLog: new DeliveryLog(database),
    returns: new ReturnsService(database),
    payments,
    paymentEvents: new PaymentEventsService(database),
    paymentRuns: new PaymentRuns(temporal),
    gateway,
    admission,
    placement: new OrderPlacement(runs, orders, new Offers(database), admission, tokens, placement),
    runs,
    parkedRuns: new ParkedRuns(temporal),
    watch: new OrderWatch(orders, payments),
    webUi: new TemporalWebUi(temporalUiUrl, temporal.client.options.namespace),
    feed,
    eventWatch: new EventWatch(feed),
    readiness: new Readiness(temporal, database),
    document: buildOpenApiDocument(ROUTES),
  };
}
