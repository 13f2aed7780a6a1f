import type { DataSource } from 'typeorm';
import type { EncryptionKey } from '../crypto/keyring.js';
import { ApiKeysService } from '../domains/access/api-keys.service.js';
import { ChangeLog } from '../domains/access/change-log.js';
import { CatalogService } from '../domains/catalog/catalog.service.js';
import { InventoryService } from '../domains/inventory/inventory.service.js';
import { IdempotentChanges } from '../domains/idempotency/idempotent-changes.js';
import { ErasureService } from '../domains/orders/erasure.service.js';
import { OrderDetailsService } from '../domains/orders/order-details.service.js';
import { OrderReader } from '../domains/orders/order-reader.js';
import { PersonalDataCipher } from '../domains/orders/personal-data.js';
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
import { Attention } from './attention/attention.js';
import { AttentionRuns } from './attention/run-items.js';
import { CancellationRuns } from './cancellations/cancellation-runs.js';
import { StockMovements } from '../domains/inventory/stock-movements.js';
import { AcceptanceTimes } from './numbers/acceptance-times.js';
import { OrderAttentionQueries } from '../domains/orders/order-attention-queries.js';
import { OrderNumbers } from '../domains/orders/order-numbers.js';
import { EventDeliveries } from '../domains/webhooks/event-deliveries.js';
import { EndpointAttentionQueries } from '../domains/webhooks/endpoint-attention-queries.js';
import { readLowStockThreshold } from '../events/low-stock-threshold.js';
import { PaymentAttentionQueries } from '../domains/payments/payment-attention-queries.js';
import { StockNumbers } from '../domains/inventory/stock-numbers.js';
import { Admission } from './admission/admission.js';
import type { Logger } from '../telemetry/logger.js';
import type { Temporal } from './dependencies/temporal.js';
import { TemporalWebUi } from './dependencies/temporal-web-ui.js';
import { TraceLinks } from './dependencies/trace-links.js';
import { buildOpenApiDocument } from './openapi/build-document.js';
import { Readiness } from './operations/readiness.js';
import { Offers } from './orders/offers.js';
import { OrderRuns } from './orders/order-runs.js';
import { OrderWatch } from './orders/order-watch.js';
import { OrderHistories } from './orders/timeline/order-histories.js';
import { ParkedRuns } from './orders/parked-runs.js';
import { OrderPlacement } from './orders/placement.js';
import type { PlacementSettings } from './orders/placement-settings.js';
import { PaymentRuns } from './payments/payment-runs.js';
import { ROUTES } from './routes.js';
import { ErasureRuns } from './users/erasure-runs.js';
import type { Services } from './services.js';

export interface ServiceSettings {
  readonly logger: Logger;
  /** Address of Temporal's Web UI; undefined when it is not known. */
  readonly temporalUiUrl: string | undefined;
  /** URL of a trace with `{trace_id}` for its id; undefined when traces have no page. */
  readonly traceUrlTemplate?: string | undefined;
  /** The first key encrypts payment tokens. */
  readonly paymentTokenKeys: readonly EncryptionKey[];
  readonly webhooks: {
    /** The first key encrypts the secrets of endpoints. */
    readonly secretKeys: readonly EncryptionKey[];
    readonly targets: WebhookTargets;
  };
  /** The first key encrypts the personal data of orders. */
  readonly personalDataKeys: readonly EncryptionKey[];
  readonly placement: PlacementSettings;
  /** The mean time to acceptance that the admission of placements keeps, in seconds; by default every placement is admitted. */
  readonly admissionTargetSeconds?: number;
  /** Verifies and parses webhook events, and knows how long payments can be refunded. */
  readonly gateway: Pick<PaymentGateway, 'readEvent' | 'capabilities'>;
}

export function createServices(database: DataSource, temporal: Temporal, settings: ServiceSettings): Services {
  const {
    placement,
    webhooks,
    gateway,
    paymentTokenKeys,
    personalDataKeys,
    temporalUiUrl,
    traceUrlTemplate,
    admissionTargetSeconds: targetSeconds = 0,
  } = settings;
  const orders = new OrderReader(database);
  const payments = new PaymentReader(database);
  const feed = new EventFeed(database);
  const eventLookup = new EventLookup(database);
  const runs = new OrderRuns(temporal);
  const admission = new Admission({ targetSeconds });
  const orderDetails = new OrderDetailsService(database, new PersonalDataCipher(personalDataKeys));
  const tokens = new PaymentTokens(paymentTokenKeys);
  const catalog = new CatalogService(database);
  const returns = new ReturnsService(database);
  const webUi = new TemporalWebUi(temporalUiUrl, temporal.client.options.namespace);
  const stockNumbers = new StockNumbers(database);
  const lowStockThreshold = () => readLowStockThreshold(database);
  const acceptanceTimes = new AcceptanceTimes();
  const attention = new Attention({
    runs: new AttentionRuns(temporal, webUi),
    orders: new OrderAttentionQueries(database),
    payments: new PaymentAttentionQueries(database),
    stock: stockNumbers,
    endpoints: new EndpointAttentionQueries(database),
    ...{ catalog, returns, webUi, lowStockThreshold },
  });
  return {
    apiKeys: new ApiKeysService(database),
    changeLog: new ChangeLog(database),
    catalog,
    inventory: new InventoryService(database),
    changes: {
      catalog: new IdempotentChanges(database, 'catalog'),
      inventory: new IdempotentChanges(database, 'inventory'),
      orders: new IdempotentChanges(database, 'orders'),
      webhooks: new IdempotentChanges(database, 'webhooks'),
    },
    orders,
    webhookEndpoints: new WebhookEndpointsService(database, new WebhookSecrets(webhooks.secretKeys), webhooks.targets),
    redeliveries: new RedeliveriesService(eventLookup),
    eventLookup,
    eventDeliveries: new EventDeliveries(database),
    deliveryLog: new DeliveryLog(database),
    orderDetails,
    erasures: new ErasureService(database),
    erasureRuns: new ErasureRuns(temporal),
    returns,
    payments,
    paymentEvents: new PaymentEventsService(database),
    paymentRuns: new PaymentRuns(temporal),
    gateway,
    admission,
    attention,
    cancellationRuns: new CancellationRuns(temporal),
    stockMovements: new StockMovements(database),
    acceptanceTimes,
    orderNumbers: new OrderNumbers(database),
    stockNumbers,
    lowStockThreshold,
    placement: new OrderPlacement(
      runs,
      orders,
      orderDetails,
      new Offers(database),
      admission,
      tokens,
      placement,
      acceptanceTimes,
    ),
    runs,
    parkedRuns: new ParkedRuns(temporal),
    histories: new OrderHistories(temporal),
    watch: new OrderWatch(orders, payments),
    webUi,
    traces: new TraceLinks(traceUrlTemplate),
    feed,
    eventWatch: new EventWatch(feed),
    readiness: new Readiness(temporal, database, settings.logger),
    document: buildOpenApiDocument(ROUTES),
  };
}
