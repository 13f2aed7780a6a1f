import { texts } from '../i18n/texts.js';

export const text = texts({
  en: {
    back: 'Back to the shop',
    loading: 'Loading the order…',
    notShown: 'This order cannot be shown',
    orderNumber: (id: string) => `Order ${id}`,
    stepsUnavailable: 'The steps cannot be shown right now.',

    statuses: {
      pending: 'pending',
      paid: 'paid',
      confirmed: 'confirmed',
      cancelled: 'cancelled',
      failed: 'failed',
    },

    headlines: {
      awaitingCustomer: 'Waiting for the payment',
      compensating: 'Being undone',
      paying: 'Taking the payment',
      paid: 'Paid, confirming',
      confirmed: 'Confirmed',
      cancelled: 'Cancelled',
      failed: 'Payment failed',
    },
    approve: 'Approve the payment on the payment page, which brings you back here. This page updates automatically.',
    received: 'Payment received and stock confirmed.',
    nothingDue: 'No payment is due.',
    refundedOf: (refunded: string, amount: string) => `${refunded} of ${amount} refunded.`,
    sentence: (clause: string) => `${clause}.`,
    quoted: (reason: string) => `“${reason}”`,
    join: (first: string, second: string) => `${first} ${second}`.trim(),

    reasons: {
      reservation_expired: 'The reservation expired before payment',
      payment_declined: 'The payment was declined',
      payment_voided: 'The payment was voided',
      cancel_requested: 'Cancelled on request',
      workflow_cancelled: 'An operator cancelled the workflow',
    },
    declines: {
      card_declined: 'The card was declined',
      insufficient_funds: 'The card has insufficient funds',
      customer_declined: 'The customer declined the payment',
    },

    reservedFor: 'Items reserved for',
    expired: 'The reservation has expired',
    timeLeft: 'Time left',

    actions: {
      label: 'What you can do',
      extend: 'Reserve for 5 more minutes',
      extended: 'The reservation lasts 5 minutes longer.',
      cancel: 'Cancel order',
      confirmCancel: 'Yes, cancel order',
      keep: 'Keep order',
      cancelling: 'Cancelling…',
      print: 'Print receipt',
    },

    payAgain: {
      heading: 'Pay another way',
      explanation: 'This places a new order with the same items.',
      gone: 'Not everything in this order is still for sale. Choose again in the shop.',
    },

    receipt: {
      heading: 'Order',
      placedOn: (date: string) => `Placed on ${date}`,
      line: (quantity: string, name: string) => `${quantity} × ${name}`,
      total: 'Total',
      refunded: 'Refunded',
      number: (id: string) => `Order number ${id}`,
    },
    paymentStatuses: {
      pending: 'pending',
      processing: 'in progress',
      authorized: 'authorized',
      success: 'paid',
      failed: 'not charged',
      refunded: 'refunded',
    },
    payment: (method: string, status: string) => `${method}: ${status}`,
  },
  zh: {
    back: '返回商店',
    loading: '正在加载订单…',
    notShown: '无法显示该订单',
    orderNumber: (id: string) => `订单 ${id}`,
    stepsUnavailable: '暂时无法显示处理步骤。',

    statuses: {
      pending: '待付款',
      paid: '已付款',
      confirmed: '已确认',
      cancelled: '已取消',
      failed: '付款失败',
    },

    headlines: {
      awaitingCustomer: '等待付款',
      compensating: '正在撤销',
      paying: '正在收款',
      paid: '已付款，正在确认',
      confirmed: '已确认',
      cancelled: '已取消',
      failed: '付款失败',
    },
    approve: '请在付款页面确认，完成后会返回这里。本页会自动更新。',
    received: '已收到付款，库存已确认。',
    nothingDue: '无需付款。',
    refundedOf: (refunded: string, amount: string) => `已退款 ${refunded}（付款总额 ${amount}）。`,
    sentence: (clause: string) => `${clause}。`,
    quoted: (reason: string) => `“${reason}”`,
    join: (first: string, second: string) => `${first}${second}`,

    reasons: {
      reservation_expired: '未在保留时间内付款',
      payment_declined: '付款被拒绝',
      payment_voided: '付款已终止',
      cancel_requested: '应要求取消',
      workflow_cancelled: '工作人员取消了处理流程',
    },
    declines: {
      card_declined: '银行卡被拒绝',
      insufficient_funds: '银行卡余额不足',
      customer_declined: '顾客拒绝了付款',
    },

    reservedFor: '商品保留时间',
    expired: '保留时间已到期',
    timeLeft: '剩余时间',

    actions: {
      label: '可执行的操作',
      extend: '再保留 5 分钟',
      extended: '保留时间已延长 5 分钟。',
      cancel: '取消订单',
      confirmCancel: '确认取消订单',
      keep: '暂不取消',
      cancelling: '正在取消…',
      print: '打印收据',
    },

    payAgain: {
      heading: '更换支付方式',
      explanation: '将以相同商品重新下单。',
      gone: '部分商品已停售或售罄，请回到商店重新选择。',
    },

    receipt: {
      heading: '订单',
      placedOn: (date: string) => `下单时间：${date}`,
      line: (quantity: string, name: string) => `${name} × ${quantity}`,
      total: '合计',
      refunded: '已退款',
      number: (id: string) => `订单号 ${id}`,
    },
    paymentStatuses: {
      pending: '待付款',
      processing: '处理中',
      authorized: '已授权',
      success: '已付款',
      failed: '未扣款',
      refunded: '已退款',
    },
    payment: (method: string, status: string) => `${method}：${status}`,
  },
});
