/** A product of the demo catalogue. */
export interface DemoProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** Minor units of USD. */
  readonly price: number;
  readonly openingStock: number;
  readonly status?: 'inactive';
}

const id = (number: number) => `7a3c1f00-5e1d-4c0a-9b6e-${number.toString(16).padStart(12, '0')}`;

export const ESPRESSO_BEANS: DemoProduct = {
  id: id(1),
  sku: 'BEAN-ESP-1KG',
  name: 'Espresso beans, 1 kg',
  price: 2_490,
  openingStock: 500,
};

export const ESPRESSO_CUPS: DemoProduct = {
  id: id(2),
  sku: 'CUP-ESP-6',
  name: 'Espresso cups, set of 6',
  price: 3_450,
  openingStock: 200,
};

/** The catalogue of a coffee shop. One product is inactive and two are out of stock, so that rejections can be tried. */
export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  ESPRESSO_BEANS,
  ESPRESSO_CUPS,
  { id: id(3), sku: 'BEAN-FLT-1KG', name: 'Filter beans, 1 kg', price: 2_190, openingStock: 500 },
  { id: id(4), sku: 'BEAN-DECAF-500', name: 'Decaffeinated beans, 500 g', price: 1_350, openingStock: 250 },
  { id: id(5), sku: 'BEAN-ETH-250', name: 'Ethiopian single origin, 250 g', price: 1_190, openingStock: 120 },
  { id: id(6), sku: 'BEAN-GEISHA-100', name: 'Panama Geisha, 100 g', price: 4_900, openingStock: 5 },
  { id: id(7), sku: 'MUG-STONE', name: 'Stoneware mug', price: 1_600, openingStock: 300 },
  { id: id(8), sku: 'MUG-TRAVEL-350', name: 'Travel mug, 350 ml', price: 2_800, openingStock: 180 },
  { id: id(9), sku: 'GRIND-HAND', name: 'Hand grinder', price: 8_900, openingStock: 60 },
  { id: id(10), sku: 'GRIND-ELEC', name: 'Electric burr grinder', price: 24_900, openingStock: 25 },
  { id: id(11), sku: 'PRESS-1L', name: 'French press, 1 l', price: 3_990, openingStock: 140 },
  { id: id(12), sku: 'POUR-DRIPPER', name: 'Pour-over dripper', price: 2_250, openingStock: 220 },
  { id: id(13), sku: 'POUR-PAPER-100', name: 'Filter papers, 100', price: 690, openingStock: 1_000 },
  { id: id(14), sku: 'KETTLE-GOOSE', name: 'Gooseneck kettle', price: 7_450, openingStock: 80 },
  { id: id(15), sku: 'SCALE-DRIP', name: 'Coffee scale with timer', price: 5_500, openingStock: 90 },
  { id: id(16), sku: 'MILK-FROTHER', name: 'Milk frother', price: 4_290, openingStock: 110 },
  { id: id(17), sku: 'MACH-LEVER', name: 'Lever espresso machine', price: 119_900, openingStock: 3 },
  { id: id(18), sku: 'MACH-AUTO', name: 'Automatic espresso machine', price: 89_900, openingStock: 0 },
  { id: id(19), sku: 'GIFT-BOX', name: 'Gift box', price: 990, openingStock: 0 },
  { id: id(20), sku: 'CUP-PAPER-50', name: 'Paper cups, 50', price: 850, openingStock: 400, status: 'inactive' },
];
