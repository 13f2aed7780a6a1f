import type { ApiKeysService } from '../domains/access/api-keys.service.js';
import type { ChangeLog } from '../domains/access/change-log.js';
import type { CatalogService } from '../domains/catalog/catalog.service.js';
import type { InventoryService } from '../domains/inventory/inventory.service.js';
import type { IdempotentChanges } from '../domains/idempotency/idempotent-changes.js';
import type { ErasureService } from '../domains/orders/erasure.service.js';
import type { OrderDetailsService } from '../domains/orders/order-details.service.js';
import type { OrderReader } from '../domains/orders/order-reader.js';
import type { ReturnsService } from '../domains/orders/returns.service.js';
import type { PaymentGateway } from '../domains/payments/payment-gateway.js';
import type { PaymentEventsService } from '../domains/payments/payment-events.service.js';
import type { PaymentReader } from '../domains/payments/payment-reader.js';
import type { EventFeed } from '../events/feed.js';
import type { EventWatch } from '../events/event-watch.js';
import type { Admission } from './admission/admission.js';
import type { OpenApiDocument } from './openapi/document.js';
import type { Readiness } from './operations/readiness.js';
import type { OrderPlacement } from './orders/placement.js';
import type { OrderRuns } from './orders/order-runs.js';
import type { OrderWatch } from './orders/order-watch.js';
import type { ParkedRuns } from './orders/parked-runs.js';
import type { PaymentRuns } from './payments/payment-runs.js';
import type { ErasureRuns } from './users/erasure-runs.js';
import type { TemporalWebUi } from './dependencies/temporal-web-ui.js';

/** Dependencies of the route handlers. */
export interface Services {
  readonly apiKeys: ApiKeysService;
  readonly changeLog: ChangeLog;
  readonly catalog: CatalogService;
  readonly inventory: InventoryService;
  /** Changes that an `Idempotency-Key` makes once, by domain. */
  readonly changes: Readonly<Record<'catalog' | 'inventory' | 'orders', IdempotentChanges>>;
  readonly orders: OrderReader;
  readonly orderDetails: Pick<OrderDetailsService, 'findPersonalData'>;
  readonly erasures: Pick<ErasureService, 'request' | 'get'>;
  readonly erasureRuns: ErasureRuns;
  readonly returns: Pick<ReturnsService, 'list'>;
  readonly payments: PaymentReader;
  readonly paymentEvents: PaymentEventsService;
  readonly paymentRuns: PaymentRuns;
  readonly gateway: Pick<PaymentGateway, 'readEvent'>;
  readonly admission: Admission;
  readonly placement: OrderPlacement;
  readonly runs: OrderRuns;
  readonly parkedRuns: ParkedRuns;
  readonly watch: OrderWatch;
  readonly webUi: TemporalWebUi;
  readonly readiness: Readiness;
  readonly feed: EventFeed;
  readonly eventWatch: EventWatch;
  readonly document: OpenApiDocument;
}
