import { texts } from '../i18n/texts.js';

/** Payment methods, with the names that their customers know. */
export const paymentText = texts({
  en: {
    legend: 'Payment',
    methods: {
      credit_card: 'Credit card',
      debit_card: 'Debit card',
      paypal: 'PayPal',
      alipay: 'Alipay',
      wechat: 'WeChat Pay',
    },
    pay: {
      credit_card: (amount: string) => `Pay ${amount} by credit card`,
      debit_card: (amount: string) => `Pay ${amount} by debit card`,
      paypal: (amount: string) => `Pay ${amount} with PayPal`,
      alipay: (amount: string) => `Pay ${amount} with Alipay`,
      wechat: (amount: string) => `Pay ${amount} with WeChat Pay`,
    },
    approveElsewhere: {
      paypal: 'You approve the payment at PayPal and come back here.',
      alipay: 'You approve the payment at Alipay and come back here.',
      wechat: 'You approve the payment at WeChat Pay and come back here.',
    },
    proceed: {
      credit_card: 'Confirm with your bank',
      debit_card: 'Confirm with your bank',
      paypal: 'Continue to PayPal',
      alipay: 'Continue to Alipay',
      wechat: 'Continue to WeChat Pay',
    },
    testCard: 'Simulated card',
    testCards: {
      tok_approve: 'is approved',
      tok_decline: 'is declined',
      tok_insufficient_funds: 'has insufficient funds',
      tok_slow: 'takes five seconds',
      tok_flaky: 'fails twice, then is approved',
      tok_timeout: 'is charged, but the response is lost',
      tok_3ds: 'asks for approval (3-D Secure)',
      tok_processing: 'is decided later',
      random: 'is approved or declined at random',
    },
  },
  zh: {
    legend: '支付方式',
    methods: {
      credit_card: '信用卡',
      debit_card: '借记卡',
      paypal: 'PayPal',
      alipay: '支付宝',
      wechat: '微信支付',
    },
    pay: {
      credit_card: (amount: string) => `使用信用卡支付 ${amount}`,
      debit_card: (amount: string) => `使用借记卡支付 ${amount}`,
      paypal: (amount: string) => `使用 PayPal 支付 ${amount}`,
      alipay: (amount: string) => `使用支付宝支付 ${amount}`,
      wechat: (amount: string) => `使用微信支付 ${amount}`,
    },
    approveElsewhere: {
      paypal: '您将在 PayPal 确认付款，然后返回本页。',
      alipay: '您将在支付宝确认付款，然后返回本页。',
      wechat: '您将在微信支付确认付款，然后返回本页。',
    },
    proceed: {
      credit_card: '前往银行验证',
      debit_card: '前往银行验证',
      paypal: '前往 PayPal',
      alipay: '前往支付宝',
      wechat: '前往微信支付',
    },
    testCard: '模拟银行卡',
    testCards: {
      tok_approve: '支付成功',
      tok_decline: '被拒绝',
      tok_insufficient_funds: '余额不足',
      tok_slow: '需要五秒',
      tok_flaky: '失败两次后成功',
      tok_timeout: '已扣款，但响应丢失',
      tok_3ds: '需要验证（3-D Secure）',
      tok_processing: '稍后得出结果',
      random: '随机成功或被拒绝',
    },
  },
});
