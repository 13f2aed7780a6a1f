import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

const load = createRequire(path.join(process.env.PACKAGES, 'package.json'));
const { ContainerRegistrationKeys, Modules } = load('@medusajs/framework/utils');
const flows = load('@medusajs/medusa/core-flows');

/** Runs within `medusa exec`: creates a shop with one region, and writes what its customers need to the file in SHOP_FILE. */
export default async function seed({ container }) {
  const run = async (workflow, input) => (await workflow(container).run({ input })).result;
  const link = container.resolve(ContainerRegistrationKeys.LINK);
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const fulfillment = container.resolve(Modules.FULFILLMENT);
  const { products, ampleStock, limitedStock, price } = JSON.parse(process.env.CATALOGUE);

  const [channel] = await run(flows.createSalesChannelsWorkflow, { salesChannelsData: [{ name: 'Shop' }] });
  const [region] = await run(flows.createRegionsWorkflow, {
    regions: [{ name: 'US', currency_code: 'usd', countries: ['us'], payment_providers: ['pp_system_default'] }],
  });
  await run(flows.createTaxRegionsWorkflow, [{ country_code: 'us', provider_id: 'tp_system' }]);
  const [location] = await run(flows.createStockLocationsWorkflow, {
    locations: [{ name: 'Warehouse', address: { city: 'Springfield', country_code: 'US', address_1: '' } }],
  });
  const atLocation = { [Modules.STOCK_LOCATION]: { stock_location_id: location.id } };
  await link.create({ ...atLocation, [Modules.FULFILLMENT]: { fulfillment_provider_id: 'manual_manual' } });
  const [profile] = await run(flows.createShippingProfilesWorkflow, { data: [{ name: 'Default', type: 'default' }] });
  const set = await fulfillment.createFulfillmentSets({
    ...{ name: 'Delivery', type: 'shipping' },
    service_zones: [{ name: 'US', geo_zones: [{ country_code: 'us', type: 'country' }] }],
  });
  await link.create({ ...atLocation, [Modules.FULFILLMENT]: { fulfillment_set_id: set.id } });
  const [shippingOption] = await run(flows.createShippingOptionsWorkflow, [
    {
      ...{ name: 'Standard', price_type: 'flat', provider_id: 'manual_manual' },
      ...{ service_zone_id: set.service_zones[0].id, shipping_profile_id: profile.id },
      type: { label: 'Standard', description: 'Standard', code: 'standard' },
      prices: [{ currency_code: 'usd', amount: 0 }],
      rules: [
        { attribute: 'enabled_in_store', value: 'true', operator: 'eq' },
        { attribute: 'is_return', value: 'false', operator: 'eq' },
      ],
    },
  ]);
  const channels = [{ id: channel.id }];
  await run(flows.linkSalesChannelsToStockLocationWorkflow, { id: location.id, add: [channel.id] });
  const [key] = await run(flows.createApiKeysWorkflow, {
    api_keys: [{ title: 'Shop', type: 'publishable', created_by: '' }],
  });
  await run(flows.linkSalesChannelsToApiKeyWorkflow, { id: key.id, add: [channel.id] });

  const skus = ['limited', ...Array.from({ length: products }, (_, number) => `product-${number}`)];
  const created = await run(flows.createProductsWorkflow, {
    products: skus.map((sku) => ({
      ...{ title: sku, handle: sku, status: 'published', shipping_profile_id: profile.id, sales_channels: channels },
      options: [{ title: 'Size', values: ['M'] }],
      variants: [
        {
          ...{ title: 'M', sku, options: { Size: 'M' }, manage_inventory: true },
          prices: [{ amount: price / 100, currency_code: 'usd' }],
        },
      ],
    })),
  });
  const { data: items } = await query.graph({ entity: 'inventory_item', fields: ['id', 'sku'] });
  await run(flows.createInventoryLevelsWorkflow, {
    inventory_levels: items.map(({ id, sku }) => ({
      ...{ location_id: location.id, inventory_item_id: id },
      stocked_quantity: sku === 'limited' ? limitedStock : ampleStock,
    })),
  });
  const variants = created.map(({ variants }) => ({ id: variants[0].id, sku: variants[0].sku }));
  const shop = { regionId: region.id, key: key.token, shippingOptionId: shippingOption.id, variants };
  await writeFile(process.env.SHOP_FILE, JSON.stringify(shop));
}
