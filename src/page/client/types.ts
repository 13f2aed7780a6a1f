/** What the page reads of the API's answers; a test holds it against the types of the API's document. */

export type OrderStatus = 'pending' | 'paid' | 'confirmed' | 'cancelled' | 'failed';
export type PaymentMethod = 'credit_card' | 'debit_card' | 'paypal' | 'alipay' | 'wechat';
type Actor = 'customer' | 'operator' | 'system';

export interface Page<T> {
  readonly data: readonly T[];
  readonly next_cursor: string | null;
}

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** Minor units of `currency`. */
  readonly price: number;
  readonly currency: string;
  readonly status: 'active' | 'inactive';
  readonly available: number;
}

export interface Inventory {
  readonly product_id: string;
  readonly available: number;
  readonly reserved: number;
  readonly total: number;
}

interface OrderItem {
  readonly id: string;
  readonly name: string;
  readonly quantity: number;
  readonly subtotal: number;
}

export interface Payment {
  readonly id: string;
  readonly status: 'pending' | 'processing' | 'success' | 'failed' | 'refunded';
  readonly method: PaymentMethod;
  readonly amount: number;
  readonly refunded_amount: number;
  readonly failure_reason: string | null;
  readonly next_action: { readonly redirect_url: string } | null;
}

export interface Order {
  readonly id: string;
  readonly status: OrderStatus;
  readonly status_reason: string | null;
  readonly total_amount: number;
  readonly currency: string;
  readonly payment_method: PaymentMethod;
  readonly items: readonly OrderItem[];
  readonly payment: Payment | null;
  readonly reservation_expires_at: string;
  readonly version: number;
  readonly created_at: string;
}

export interface StatusChange {
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly reason: string | null;
  readonly at: string;
  readonly actor: Actor;
}

export interface RunStep {
  readonly name: string;
  readonly status: 'running' | 'done' | 'failed';
  readonly started_at: string;
  readonly ended_at: string | null;
}

export interface OrderRun {
  readonly workflow_id: string;
  readonly step:
    'pricing' | 'reserving' | 'creating' | 'paying' | 'awaiting_customer' | 'confirming' | 'compensating' | 'done';
  readonly steps: readonly RunStep[];
  readonly compensations: readonly RunStep[];
  readonly stuck_compensations: readonly string[];
  readonly trace_id: string | null;
  readonly web_ui_url: string | null;
}

export interface NewOrder {
  items: { product_id: string; quantity: number }[];
  payment_method: PaymentMethod;
  payment_token?: string;
}

/** What `/page/config.json` says of where the page is. */
export interface PageConfig {
  readonly payment_gateway: 'simulated' | 'stripe';
  readonly local_sign_in: boolean;
}
