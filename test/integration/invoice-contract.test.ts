import { signWebhook } from '../../src/crypto/webhook-signature.js';
import { describeGatewayContract } from '../kit/gateway-contract.js';
import { InvoiceGateway } from '../kit/invoice-provider/invoice-gateway.js';
import { InvoiceOffice } from '../kit/invoice-provider/invoice-office.js';

const SECRET = 'a secret of thirty-two characters';

describeGatewayContract('Pay on invoice', () => {
  const office = new InvoiceOffice();
  return Promise.resolve({
    gateway: new InvoiceGateway(office, SECRET),
    unreachable: new InvoiceGateway(null, SECRET),
    stateful: {
      pay({ transactionId, status }) {
        if (status === 'requires_action') office.markPaid(transactionId);
        return Promise.resolve();
      },
      countPaid: (orderId) => Promise.resolve(office.countPaid(orderId)),
    },
    sign(orderId, seconds) {
      const body = Buffer.from(
        JSON.stringify({ id: 'EVT-1', type: 'invoice.paid', invoice: { id: 'INV-1', orderId } }),
      );
      return { body, headers: { 'invoice-signature': signWebhook(body, SECRET, seconds) } };
    },
  });
});
