// Places an order with the generated client, reads its events, and prints both as JSON.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"

	orders "example.com/orders/client"
)

func main() {
	baseURL, token, productID := os.Args[1], os.Args[2], os.Args[3]
	configuration := orders.NewConfiguration()
	configuration.Servers = orders.ServerConfigurations{{URL: baseURL}}
	client := orders.NewAPIClient(configuration).OrdersAPI
	ctx := context.WithValue(context.Background(), orders.ContextAccessToken, token)

	line := orders.NewOrderRequestItemsInner(productID, 2)
	request := orders.NewOrderRequest([]orders.OrderRequestItemsInner{*line}, "credit_card")
	request.SetPaymentToken("tok_approve")
	order, _, err := client.PlaceOrder(ctx).OrderRequest(*request).IdempotencyKey("go-1").Prefer("wait=30").Execute()
	if err != nil {
		log.Fatal(err)
	}
	events, _, err := client.FollowOrder(ctx, order.Id).Execute()
	if err != nil {
		log.Fatal(err)
	}
	result := map[string]any{"status": order.Status, "total": order.TotalAmount, "events": events}
	if err := json.NewEncoder(os.Stdout).Encode(result); err != nil {
		log.Fatal(err)
	}
}
