import { SPANS } from '../../telemetry/names.js';
import { inSpan, type AttributesOf, type SpanHandle } from '../../telemetry/spans.js';
import type {
  CaptureRequest,
  ChargeReference,
  ChargeRequest,
  Charge,
  GatewayRefund,
  GatewayRefundRequest,
  PaymentGateway,
} from './payment-gateway.js';
import { usableCharge, usableError, usableRefund, usableRefunds } from './gateway-answers.js';
import { redactToken } from './payment-tokens.js';

/**
 * Records a span for each call, makes the answers usable, and removes the customer's token from errors, because spans and logs record
 * them.
 */
export class TracedGateway implements PaymentGateway {
  constructor(private readonly gateway: PaymentGateway) {}

  get capabilities(): PaymentGateway['capabilities'] {
    return this.gateway.capabilities;
  }

  charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    const { method, amount } = request;
    return call('charge', { 'gateway.method': method, 'gateway.amount': amount }, async (span) =>
      toAnswer(span, await this.chargeWithTokenRedacted(request, signal)),
    );
  }

  find(reference: ChargeReference, signal?: AbortSignal): Promise<Charge | null> {
    return call('find', {}, async (span) => {
      const charge = await this.gateway.find(reference, signal);
      return charge && toAnswer(span, charge);
    });
  }

  void(request: ChargeRequest & ChargeReference, signal?: AbortSignal): Promise<Charge | null> {
    const { method, amount } = request;
    return call('void', { 'gateway.method': method, 'gateway.amount': amount }, async (span) => {
      const charge = await this.gateway.void(request, signal);
      return charge && toAnswer(span, charge);
    });
  }

  capture(request: CaptureRequest, signal?: AbortSignal): Promise<Charge> {
    return call('capture', { 'gateway.amount': request.amount, 'transaction.id': request.transactionId }, async () =>
      usableCharge(await this.gateway.capture(request, signal)),
    );
  }

  findRefunds(charge: ChargeReference, signal?: AbortSignal): Promise<readonly GatewayRefund[]> {
    return call('find_refunds', {}, async () => usableRefunds(await this.gateway.findRefunds(charge, signal)));
  }

  refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<GatewayRefund> {
    const { amount, transactionId } = request;
    return call('refund', { 'gateway.amount': amount, 'transaction.id': transactionId }, async () =>
      usableRefund(await this.gateway.refund(request, signal)),
    );
  }

  private chargeWithTokenRedacted(request: ChargeRequest, signal?: AbortSignal): Promise<Charge> {
    const { token } = request;
    return this.gateway.charge(request, signal).catch((error: unknown) => {
      throw token === undefined ? error : redactToken(error, token);
    });
  }

  readEvent: PaymentGateway['readEvent'] = (rawBody, headers) => this.gateway.readEvent(rawBody, headers);
}

type GatewayCallSpan = typeof SPANS.callGateway;

function call<T>(
  operation: string,
  attributes: AttributesOf<GatewayCallSpan>,
  invoke: (span: SpanHandle<GatewayCallSpan>) => Promise<T>,
): Promise<T> {
  return inSpan(SPANS.callGateway, { 'gateway.operation': operation, ...attributes }, (span) =>
    invoke(span).catch((error: unknown) => {
      throw usableError(error);
    }),
  );
}

function toAnswer(span: SpanHandle<GatewayCallSpan>, charge: Charge): Charge {
  span.setAttributes({ 'transaction.id': charge.transactionId });
  return usableCharge(charge);
}
