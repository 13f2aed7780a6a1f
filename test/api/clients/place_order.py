"""Places an order with the generated client, reads its events, and prints both as JSON."""

import json
import sys
from uuid import UUID

from orders_client import AuthenticatedClient
from orders_client.api.orders import follow_order, place_order
from orders_client.models import OrderRequest, OrderRequestItemsItem, OrderRequestPaymentMethod

base_url, token, product_id = sys.argv[1:]
client = AuthenticatedClient(base_url=base_url, token=token, timeout=60, raise_on_unexpected_status=True)
request = OrderRequest(
    items=[OrderRequestItemsItem(product_id=UUID(product_id), quantity=2)],
    payment_method=OrderRequestPaymentMethod.CREDIT_CARD,
    payment_token="tok_approve",
)
order = place_order.sync(client=client, body=request, idempotency_key="python-1", prefer="wait=30")
events = follow_order.sync(order.id, client=client)
print(json.dumps({"status": order.status, "total": order.total_amount, "events": events}))
