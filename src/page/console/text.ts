import { texts } from '../i18n/texts.js';

export const text = texts({
  en: {
    label: 'Console',
    orders: 'Orders',
    attention: 'Attention',
    numbers: 'Numbers',
    catalogue: 'Catalogue',
    webhooks: 'Webhooks',
  },
  zh: { label: '控制台', orders: '订单', attention: '待处理', numbers: '数据', catalogue: '商品', webhooks: 'Webhook' },
});
