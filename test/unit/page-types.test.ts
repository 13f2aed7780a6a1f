import { expectTypeOf, it } from 'vitest';
import type { components } from '../../packages/client/src/api.js';
import type * as page from '../../src/page/client/types.js';

type Schemas = components['schemas'];

// The compiler decides, with the other types: `npm run typecheck`.
it('what the page reads is what the document of the API promises', () => {
  expectTypeOf<Schemas['Product']>().toExtend<page.Product>();
  expectTypeOf<Schemas['Inventory']>().toExtend<page.Inventory>();
  expectTypeOf<Schemas['Order']>().toExtend<page.Order>();
  expectTypeOf<Schemas['StatusChange']>().toExtend<page.StatusChange>();
  expectTypeOf<Schemas['OrderRun']>().toExtend<page.OrderRun>();
  expectTypeOf<page.NewOrder>().toExtend<Schemas['NewOrder']>();
});
