import type {
  Charge,
  ChargeReference,
  ChargeRequest,
  PaymentGateway,
} from '../../src/domains/payments/payment-gateway.js';
import { SIMULATED_CAPABILITIES } from '../../src/providers/simulated/capabilities.js';

type Answers = Pick<PaymentGateway, 'charge' | 'find' | 'void' | 'capture'>;

export interface ScriptedGateway extends PaymentGateway {
  /** The calls so far, as `charge`, or `charge TXN-1` when the call names the charge. */
  readonly calls: string[];
}

/** A payment gateway that answers as a test tells it to, to reproduce what providers do and the simulated gateway does not. */
export function scriptGateway(answers: Partial<Answers>): ScriptedGateway {
  const calls: string[] = [];
  const answer = <R extends { readonly transactionId?: string | null }, A>(
    call: keyof Answers,
    respond: ((request: R, signal?: AbortSignal) => Promise<A>) | undefined,
  ) => {
    return (request: R, signal?: AbortSignal): Promise<A> => {
      calls.push([call, request.transactionId].filter((part) => typeof part === 'string').join(' '));
      if (!respond) throw new Error(`The test does not expect the call ${call}.`);
      return respond(request, signal);
    };
  };
  const unexpected = (call: string) => () => Promise.reject(new Error(`The test does not expect the call ${call}.`));
  return {
    calls,
    capabilities: SIMULATED_CAPABILITIES,
    charge: answer<ChargeRequest, Charge>('charge', answers.charge),
    find: answer<ChargeReference, Charge | null>('find', answers.find),
    void: answer<ChargeRequest & ChargeReference, Charge | null>('void', answers.void),
    capture: answer('capture', answers.capture),
    refund: unexpected('refund'),
    findRefunds: unexpected('findRefunds'),
    readEvent: () => {
      throw new Error('The test does not expect an event.');
    },
  };
}

/** A charge of 2,549 cents, as `paymentRequest` orders it. */
export function chargeOf(status: Charge['status'], overrides: Partial<Charge> = {}): Charge {
  return {
    transactionId: 'TXN-1',
    status,
    declineCode: null,
    amount: 2_549,
    currency: 'USD',
    refundedAmount: 0,
    disputes: [],
    redirectUrl: status === 'requires_action' ? 'https://gateway.example/pay' : null,
    raw: '{}',
    ...overrides,
  };
}
