import type { Order, OrderRun } from '../client/types.js';
import { formatMoney } from '../ui/money.js';

/** Codes of ours that stand as the reason of an ending; other reasons are the words of whoever called the order off. */
const REASON_MESSAGES: Readonly<Record<string, string>> = {
  reservation_expired: 'The reservation ran out before it was paid',
  payment_declined: 'The payment was declined',
  payment_voided: 'The payment was called off',
  cancel_requested: 'It was called off',
  workflow_cancelled: 'Its run was cancelled by an operator',
};

const DECLINE_MESSAGES: Readonly<Record<string, string>> = {
  card_declined: 'The card was declined',
  insufficient_funds: 'The card lacks the money',
  customer_declined: 'The customer declined the payment',
};

/** Where the order stands, in a few words. */
export function headline({ status, payment }: Order, run: OrderRun | undefined): string {
  switch (status) {
    case 'pending':
      if (payment?.next_action) return 'Waiting for the payment';
      return run?.step === 'compensating' ? 'Being called off' : 'Taking the payment';
    case 'paid':
      return 'Paid, being confirmed';
    case 'confirmed':
      return 'Confirmed';
    case 'cancelled':
      return 'Cancelled';
    case 'failed':
      return 'Payment failed';
  }
}

/** What is to be said about that; undefined when nothing is. */
export function explanation(order: Order): string | undefined {
  const { status, payment, status_reason: reason } = order;
  const refunded =
    payment && payment.refunded_amount > 0
      ? `${formatMoney(payment.refunded_amount, order.currency)} of ${formatMoney(payment.amount, order.currency)} refunded.`
      : undefined;
  switch (status) {
    case 'pending':
      return payment?.next_action ? 'Approve it on the payment page; this page notices by itself.' : undefined;
    case 'paid':
      return undefined;
    case 'confirmed':
      return refunded ?? 'Paid, and the stock is taken.';
    case 'cancelled':
    case 'failed':
      return [reasonMessage(order, reason), refunded ?? 'Nothing is owed.'].join(' ');
  }
}

function reasonMessage({ status, payment }: Order, reason: string | null): string {
  if (reason === null) return '';
  const declineMessage = status === 'failed' ? DECLINE_MESSAGES[payment?.failure_reason ?? ''] : undefined;
  return `${declineMessage ?? REASON_MESSAGES[reason] ?? `“${reason}”`}.`;
}

export function reasonLabel(reason: string | null): string {
  return reason === null ? '' : (REASON_MESSAGES[reason] ?? `“${reason}”`);
}

/** `0.3 s`, from two ISO 8601 times; undefined when it is too short to tell. */
export function formatDuration(from: string, to: string): string | undefined {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1_000;
  if (seconds < 0.05) return undefined;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : formatClock(seconds);
}

/** `14:59`, or `1:00:00`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  const pad = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${pad(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${pad(whole % 60)}`;
}

export function formatTimeOfDay(at: string): string {
  return new Date(at).toLocaleTimeString('en', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
}
