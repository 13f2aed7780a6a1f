import { randomUUID } from 'node:crypto';

export interface CreditNote {
  readonly id: string;
  readonly key: string;
  readonly amount: number;
}

export interface Invoice {
  readonly id: string;
  readonly key: string;
  readonly orderId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly creditNotes: CreditNote[];
  status: 'open' | 'paid' | 'canceled';
}

/** An invoice office: customers pay their invoices by bank transfer, which the office marks and announces. */
export class InvoiceOffice {
  private readonly invoices = new Map<string, Invoice>();

  /** Writes an invoice, or returns the one with the key. */
  write(key: string, orderId: string, amount: number, currency: string): Invoice {
    const invoice = this.find(key) ?? { id: `INV-${randomUUID()}`, key, orderId, amount, currency, ...newState() };
    this.invoices.set(key, invoice);
    return invoice;
  }

  find(keyOrId: string): Invoice | undefined {
    return this.invoices.get(keyOrId) ?? [...this.invoices.values()].find(({ id }) => id === keyOrId);
  }

  /** Marks an invoice as paid. @returns the event that the office sends */
  markPaid(id: string): { readonly id: string; readonly type: 'invoice.paid'; readonly invoice: Invoice } {
    const invoice = this.find(id);
    if (invoice?.status !== 'open') throw new Error(`Invoice ${id} is not open.`);
    invoice.status = 'paid';
    return { id: `EVT-${id}`, type: 'invoice.paid', invoice };
  }

  countPaid(orderId: string): number {
    return [...this.invoices.values()].filter((invoice) => invoice.orderId === orderId && invoice.status === 'paid')
      .length;
  }
}

function newState(): Pick<Invoice, 'creditNotes' | 'status'> {
  return { creditNotes: [], status: 'open' };
}
