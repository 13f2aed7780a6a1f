/** Why an event is sent: for the first time and its retries, again on request, or to test an endpoint. */
export const DELIVERY_KINDS = ['event', 'redelivery', 'test'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** Why an attempt got no answer. */
export const DELIVERY_FAILURES = ['url_not_allowed', 'address_not_allowed', 'timeout', 'connection_failed'] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];

/** Names an event in the deliveries of an endpoint. */
export interface DeliveredEvent {
  readonly eventId: string;
  readonly kind: DeliveryKind;
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
}

/** One attempt to deliver an event. */
export interface DeliveryAttempt extends DeliveredEvent {
  /** 1 for the first attempt. */
  readonly number: number;
  /** True when the endpoint answered with 2xx. */
  readonly delivered: boolean;
  /** The HTTP status; null without an answer. */
  readonly status: number | null;
  /** Null with an answer. */
  readonly failure: DeliveryFailure | null;
  readonly latencyMs: number;
  /** The first kilobyte of the answer. */
  readonly response: string;
  readonly at: Date;
}
