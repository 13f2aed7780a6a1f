import { texts } from '../i18n/texts.js';

export const text = texts({
  en: {
    heading: 'What would you like?',
    stockHeading: 'Stock',
    loading: 'Loading the catalogue…',
    nothingForSale: 'There is nothing for sale yet.',
    toCheckout: (total: string) => `Go to your order (${total})`,

    stock: {
      inactive: 'No longer sold',
      soldOut: 'Sold out',
      low: (units: string) => `Only ${units} left`,
      inStock: (units: string) => `${units} in stock`,
      forOperators: (available: string, reserved: string) => `${available} available, ${reserved} reserved`,
    },

    add: 'Add',
    addProduct: (name: string) => `Add ${name}`,
    addOne: (name: string) => `Add one ${name}`,
    removeOne: (name: string) => `Remove one ${name}`,
    removeProduct: (name: string) => `Remove ${name}`,
    remove: 'Remove',
    quantityOf: (name: string) => `Quantity of ${name}`,
    inBasket: (quantity: string, name: string) => `${quantity} × ${name} in your order.`,
    removed: (name: string) => `${name} removed from your order.`,

    yourOrder: 'Your order',
    emptyBasket: 'Your order is empty. Add something from the catalogue.',
    unavailable: (names: string) => `No longer available: ${names}.`,
    removeUnavailable: 'Remove what is not available',
    total: 'Total',
    totalIn: (currency: string) => `Total in ${currency}`,
    mixedCurrencies:
      'These products are sold in different currencies, which cannot be added up. Keep one currency here and order the rest after that.',
    placing: 'Placing the order…',
    busy: 'The shop is busy. Your order is sent again in a few seconds; it is placed only once.',

    stockForm: {
      label: (name: string) => `Adjust the stock of ${name}`,
      units: 'Units',
      reason: 'Reason',
      defaultReason: 'stock count',
      adjust: 'Adjust',
    },

    latestOrders: 'Latest orders',
    yourOrders: 'Your orders',
    allOrders: 'All your orders',
    noOrders: 'No orders yet. Orders you place appear here.',
  },
  zh: {
    heading: '想买点什么？',
    stockHeading: '库存',
    loading: '正在加载商品…',
    nothingForSale: '暂无在售商品。',
    toCheckout: (total: string) => `去结算（${total}）`,

    stock: {
      inactive: '已停售',
      soldOut: '已售罄',
      low: (units: string) => `仅剩 ${units} 件`,
      inStock: (units: string) => `有货 ${units} 件`,
      forOperators: (available: string, reserved: string) => `可用 ${available} 件，已保留 ${reserved} 件`,
    },

    add: '加入',
    addProduct: (name: string) => `加入 ${name}`,
    addOne: (name: string) => `增加一件 ${name}`,
    removeOne: (name: string) => `减少一件 ${name}`,
    removeProduct: (name: string) => `移除 ${name}`,
    remove: '移除',
    quantityOf: (name: string) => `${name} 的数量`,
    inBasket: (quantity: string, name: string) => `已选 ${quantity} 件 ${name}。`,
    removed: (name: string) => `已移除 ${name}。`,

    yourOrder: '您的订单',
    emptyBasket: '还没有选择商品，请从商品目录中加入。',
    unavailable: (names: string) => `已无法购买：${names}。`,
    removeUnavailable: '移除无法购买的商品',
    total: '合计',
    totalIn: (currency: string) => `${currency} 合计`,
    mixedCurrencies: '这些商品以不同货币出售，金额无法相加。请先保留一种货币的商品下单，其余的随后再下单。',
    placing: '正在下单…',
    busy: '系统繁忙，几秒后会自动重新提交，订单只会提交一次。',

    stockForm: {
      label: (name: string) => `调整 ${name} 的库存`,
      units: '数量',
      reason: '原因',
      defaultReason: '盘点',
      adjust: '调整',
    },

    latestOrders: '最新订单',
    yourOrders: '我的订单',
    allOrders: '查看全部订单',
    noOrders: '暂无订单，下单后会显示在这里。',
  },
});
