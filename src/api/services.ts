import type { ApiKeysService } from '../domains/access/api-keys.service.js';
import type { ChangeLog } from '../domains/access/change-log.js';
import type { CatalogService } from '../domains/catalog/catalog.service.js';
import type { InventoryService } from '../domains/inventory/inventory.service.js';
import type { IdempotentChanges } from '../domains/idempotency/idempotent-changes.js';
import type { OrderReader } from '../domains/orders/order-reader.js';
import type { ReturnsService } from '../domains/orders/returns.service.js';
import type { PaymentGateway } from '../domains/payments/payment-gateway.js';
import type { PaymentEventsService } from '../domains/payments/payment-events.service.js';
import type { PaymentReader } from '../domains/payments/payment-reader.js';
import type { DataSource } from 'typeorm';
import type { Attention } from './attention/attention.js';
import type { CancellationRuns } from './cancellations/cancellation-runs.js';
import type { StockMovements } from '../domains/inventory/stock-movements.js';
import type { AcceptanceTimes } from './numbers/acceptance-times.js';
import type { OrderNumbers } from '../domains/orders/order-numbers.js';
import type { StockNumbers } from '../domains/inventory/stock-numbers.js';
import type { Admission } from './admission/admission.js';
import type { OpenApiDocument } from './openapi/document.js';
import type { Readiness } from './operations/readiness.js';
import type { OrderPlacement } from './orders/placement.js';
import type { OrderRuns } from './orders/order-runs.js';
import type { OrderWatch } from './orders/order-watch.js';
import type { OrderHistories } from './orders/timeline/order-histories.js';
import type { ParkedRuns } from './orders/parked-runs.js';
import type { PaymentRuns } from './payments/payment-runs.js';
import type { TemporalWebUi } from './dependencies/temporal-web-ui.js';
import type { TraceLinks } from './dependencies/trace-links.js';

/** Dependencies of the route handlers. */
export interface Services {
  readonly apiKeys: ApiKeysService;
  readonly changeLog: ChangeLog;
  readonly catalog: CatalogService;
  /** Transactions over the catalogue, its stock and the log of changes. */
  readonly catalogDatabase: Pick<DataSource, 'transaction'>;
  readonly inventory: InventoryService;
  /** Changes that an `Idempotency-Key` makes once, by domain. */
  readonly changes: Readonly<Record<'catalog' | 'inventory' | 'orders', IdempotentChanges>>;
  readonly orders: OrderReader;
  readonly returns: Pick<ReturnsService, 'list'>;
  readonly payments: PaymentReader;
  readonly paymentEvents: PaymentEventsService;
  readonly paymentRuns: PaymentRuns;
  readonly gateway: Pick<PaymentGateway, 'readEvent'>;
  readonly admission: Admission;
  readonly attention: Attention;
  readonly cancellationRuns: CancellationRuns;
  readonly stockMovements: StockMovements;
  readonly acceptanceTimes: AcceptanceTimes;
  readonly orderNumbers: OrderNumbers;
  readonly stockNumbers: StockNumbers;
  readonly placement: OrderPlacement;
  readonly runs: OrderRuns;
  readonly parkedRuns: ParkedRuns;
  readonly histories: OrderHistories;
  readonly watch: OrderWatch;
  readonly webUi: TemporalWebUi;
  readonly traces: TraceLinks;
  readonly readiness: Readiness;
  readonly document: OpenApiDocument;
}
