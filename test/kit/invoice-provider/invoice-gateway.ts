import { z } from 'zod';
import { PAYMENT_METHODS, type ChargeStatus } from '../../../src/contracts/payments.js';
import { matchesWebhookSignature, parseWebhookSignature } from '../../../src/crypto/webhook-signature.js';
import { GatewayRejected, GatewayUnavailable, WebhookRejected } from '../../../src/domains/payments/errors.js';
import { parseJson } from '../../../src/domains/parse-json.js';
import type {
  CaptureRequest,
  Charge,
  ChargeReference,
  ChargeRequest,
  GatewayEvent,
  GatewayRefund,
  GatewayRefundRequest,
  PaymentCapabilities,
  PaymentGateway,
  WebhookHeaders,
} from '../../../src/domains/payments/payment-gateway.js';
import type { CreditNote, Invoice, InvoiceOffice } from './invoice-office.js';

const CAPABILITIES: PaymentCapabilities = {
  methods: Object.fromEntries(
    PAYMENT_METHODS.map((method) => [
      method,
      { currencies: 'any', tokenRequired: false, manualCapture: false, refundWindowDays: null },
    ]),
  ),
  amountLimits: () => ({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
};

const STATUSES = { open: 'requires_action', paid: 'succeeded', canceled: 'canceled' } as const satisfies Record<
  Invoice['status'],
  ChargeStatus
>;

const TOLERANCE_SECONDS = 300;

const paidEvent = z.object({
  id: z.string(),
  type: z.string(),
  invoice: z.object({ id: z.string(), orderId: z.uuid() }),
});

/** "Pay on invoice": the provider of docs/how-to/add-a-payment-provider.md. */
export class InvoiceGateway implements PaymentGateway {
  readonly capabilities = CAPABILITIES;

  /** @param office - null when it cannot be reached */
  constructor(
    private readonly office: InvoiceOffice | null,
    private readonly webhookSecret: string,
  ) {}

  charge({ idempotencyKey, orderId, amount, currency }: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    return this.call(signal, (office) => toCharge(office.write(idempotencyKey, orderId, amount, currency)));
  }

  find({ idempotencyKey, transactionId }: ChargeReference, signal?: AbortSignal): Promise<Charge | null> {
    return this.call(signal, (office) => {
      const invoice = office.find(transactionId ?? idempotencyKey);
      return invoice ? toCharge(invoice) : null;
    });
  }

  void({ idempotencyKey, orderId, amount, currency }: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    return this.call(signal, (office) => {
      const invoice = office.write(idempotencyKey, orderId, amount, currency);
      if (invoice.status === 'open') invoice.status = 'canceled';
      return toCharge(invoice);
    });
  }

  capture({ transactionId }: CaptureRequest, signal?: AbortSignal): Promise<Charge> {
    return this.call(signal, () => {
      throw new GatewayRejected('not_authorized', `Invoice ${transactionId} was not authorized first.`);
    });
  }

  refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<GatewayRefund> {
    const { idempotencyKey: key, transactionId, amount } = request;
    return this.call(signal, (office) => {
      const invoice = requireInvoice(office, transactionId);
      const earlier = invoice.creditNotes.find((note) => note.key === key);
      if (earlier) return toRefund(earlier);
      if (amount > invoice.amount - refundedAmount(invoice)) {
        throw new GatewayRejected('refund_too_large', 'The credit note exceeds the invoice.');
      }
      const note = { id: `CN-${key}`, key, amount };
      invoice.creditNotes.push(note);
      return toRefund(note);
    });
  }

  findRefunds({ idempotencyKey, transactionId }: ChargeReference, signal?: AbortSignal): Promise<GatewayRefund[]> {
    return this.call(signal, (office) => office.find(transactionId ?? idempotencyKey)?.creditNotes.map(toRefund) ?? []);
  }

  readEvent(rawBody: Buffer, headers: WebhookHeaders): GatewayEvent {
    const signature = parseWebhookSignature(headers['invoice-signature'] ?? '');
    if (!signature || !matchesWebhookSignature(rawBody, this.webhookSecret, signature)) {
      throw new WebhookRejected('the signature is missing or invalid');
    }
    if (Math.abs(Date.now() / 1_000 - signature.timestamp) > TOLERANCE_SECONDS) {
      throw new WebhookRejected('the signature is too old');
    }
    const event = paidEvent.safeParse(parseJson(rawBody.toString('utf8')));
    if (!event.success) throw new WebhookRejected('the body is not an event');
    const { id, type, invoice } = event.data;
    if (type !== 'invoice.paid') return { id, orderId: invoice.orderId, type: 'other' };
    return { id, orderId: invoice.orderId, transactionId: invoice.id, type: 'charge.succeeded' };
  }

  private async call<T>(signal: AbortSignal | undefined, request: (office: InvoiceOffice) => T): Promise<T> {
    if (this.office === null || signal?.aborted) throw new GatewayUnavailable('The invoice office does not answer.');
    return await Promise.resolve(request(this.office));
  }
}

function requireInvoice(office: InvoiceOffice, id: string): Invoice {
  const invoice = office.find(id);
  if (!invoice) throw new GatewayRejected('invoice_not_found', `No invoice ${id}.`);
  return invoice;
}

function refundedAmount({ creditNotes }: Invoice): number {
  return creditNotes.reduce((sum, { amount }) => sum + amount, 0);
}

function toCharge(invoice: Invoice): Charge {
  const { id, status, amount, currency } = invoice;
  return {
    transactionId: id,
    status: STATUSES[status],
    declineCode: null,
    amount,
    currency,
    refundedAmount: refundedAmount(invoice),
    disputes: [],
    redirectUrl: status === 'open' ? `https://invoices.example/${id}` : null,
    raw: JSON.stringify({ id, status }),
  };
}

function toRefund({ id, key, amount }: CreditNote): GatewayRefund {
  return { refundId: id, idempotencyKey: key, amount, status: 'succeeded', failureReason: null };
}
