import type { Order, OrderRun } from '../client.js';
import { formatMoney } from '../../money/money.js';

/** Messages for the service's own reason codes; any other reason is free text from the person who cancelled. */
const REASON_MESSAGES: Readonly<Record<string, string>> = {
  reservation_expired: 'The reservation expired before payment',
  payment_declined: 'The payment was declined',
  payment_voided: 'The payment was voided',
  cancel_requested: 'Cancelled on request',
  workflow_cancelled: 'An operator cancelled the workflow',
};

const DECLINE_MESSAGES: Readonly<Record<string, string>> = {
  card_declined: 'The card was declined',
  insufficient_funds: 'The card has insufficient funds',
  customer_declined: 'The customer declined the payment',
};

/** The state of the order as a title. */
export function headline({ status, payment }: Order, run: OrderRun | undefined): string {
  switch (status) {
    case 'pending':
      if (payment?.next_action) return 'Waiting for the payment';
      return run?.step === 'compensating' ? 'Rolling back' : 'Taking the payment';
    case 'paid':
      return 'Paid, confirming';
    case 'confirmed':
      return 'Confirmed';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Payment failed';
  }
}

/** A sentence that explains the headline, if it needs one. */
export function explanation(order: Order): string | undefined {
  const { status, payment, status_reason: reason } = order;
  const refunded =
    payment && payment.refunded_amount > 0
      ? `${formatMoney(payment.refunded_amount, order.currency)} of ${formatMoney(payment.amount, order.currency)} refunded.`
      : undefined;
  switch (status) {
    case 'pending':
      return payment?.next_action
        ? 'Approve the payment on the payment page. This page updates automatically.'
        : undefined;
    case 'paid':
      return undefined;
    case 'confirmed':
      return refunded ?? 'Payment received and stock confirmed.';
    case 'cancelled':
    case 'failed':
      return [reasonMessage(order, reason), refunded ?? 'No payment is due.'].join(' ');
  }
}

function reasonMessage({ status, payment }: Order, reason: string | null): string {
  if (reason === null) return '';
  const declineMessage = status === 'failed' ? DECLINE_MESSAGES[payment?.failure_reason ?? ''] : undefined;
  return `${declineMessage ?? REASON_MESSAGES[reason] ?? `“${reason}”`}.`;
}

/** The reason in the list of status changes; empty when there is none. */
export function reasonLabel(reason: string | null): string {
  return reason === null ? '' : (REASON_MESSAGES[reason] ?? `“${reason}”`);
}

/**
 * Formats the time between two ISO 8601 times: `0.3 s`.
 *
 * @returns undefined below 0.05 s, which would read `0.0 s` or round up
 */
export function formatDuration(from: string, to: string): string | undefined {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1_000;
  if (seconds < 0.05) return undefined;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : formatClock(seconds);
}

/** Formats seconds, rounded up, as `14:59` or `1:00:00`; never negative. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const pad = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${pad(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

/** Formats an ISO 8601 time as local `14:05:09`. */
export function formatTimeOfDay(at: string): string {
  return new Date(at).toLocaleTimeString('en', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
}
