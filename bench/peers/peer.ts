/** A shop that another program runs, or ours. */
export interface Peer {
  readonly name: string;
  /** Process ids that work on its orders, by name. */
  readonly processes: ReadonlyMap<string, number>;
  /** Ids of products of which there is plenty. */
  readonly products: readonly string[];
  /** Id of the product of which there are `LIMITED_STOCK`. */
  readonly limited: string;
  /**
   * Places an order of one unit of each product as a customer without an account does, from the cart until it is paid.
   *
   * @throws with the reason when it was not paid
   */
  buy(products: readonly string[]): Promise<void>;
  stop(): Promise<unknown>;
}

/** In the order in which they are measured. */
export const SHOPS = ['ours', 'vendure', 'medusa'] as const;
export type ShopName = (typeof SHOPS)[number];

export const PRODUCTS = 100;
export const LIMITED_STOCK = 50;
export const AMPLE_STOCK = 1_000_000;
/** Of a product, in minor units. */
export const PRICE = 1_999;
/** How long a payment provider takes to decide, in ms. */
export const PAYMENT_MS = 100;
export const CUSTOMERS = 20;

export function customerEmail(number: number): string {
  return `customer-${number % CUSTOMERS}@example.com`;
}
