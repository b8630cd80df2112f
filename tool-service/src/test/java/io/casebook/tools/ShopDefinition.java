package io.casebook.tools;

import io.casebook.platform.definition.DefinitionFiles;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.definition.DefinitionChange;
import io.casebook.vocabulary.definition.DefinitionPublished;
import io.casebook.vocabulary.definition.DefinitionRecord;
import io.casebook.vocabulary.definition.DefinitionReleased;
import java.time.Instant;
import java.util.Map;

/** A small agent with a tool that reads, one that writes and knows keys, and one that writes and knows none. */
final class ShopDefinition {
    private static final String AGENT = "id: shop\nlanguages: [en]\ninstructions: You help.\ntools: [get_order]\n";
    private static final String TOOLS = """
            tools:
              get_order:
                description: Look an order up.
                effect: read
                parameters: {type: object, required: [order_id], properties: {order_id: {type: string}}}
                http: {method: GET, url: "URL/orders/{order_id}?customer={customer_id}"}
                bind: {customer_id: $customer.id}
              refund_order:
                description: Refund an order.
                effect: write
                parameters: {type: object, required: [amount], properties: {amount: {type: number}}}
                http: {method: POST, url: "URL/refunds", json: {amount: "{amount}", customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                approve: "args.amount > 100.0"
                idempotency_header: Idempotency-Key
                timeout: 5s
              get_balance:
                description: Look the customer's balance up.
                effect: read
                parameters: {type: object, properties: {}}
                http: {method: GET, url: "URL/balances/{customer_id}"}
                bind: {customer_id: $customer.id}
                cache: 10m
              add_funds:
                description: Add to the customer's balance.
                effect: write
                parameters: {type: object, properties: {}}
                http: {method: POST, url: "URL/funds", json: {customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                invalidates: [get_balance]
              send_voucher:
                description: Send the customer a voucher.
                effect: write
                parameters: {type: object, required: [amount], properties: {amount: {type: number}}}
                http: {method: POST, url: "URL/vouchers", json: {amount: "{amount}", customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                limit: {per_customer: {count: 5/day, sum: {field: amount, at_most: 30, per: day}}}
                timeout: 5s
              get_points:
                description: Look the customer's points up.
                effect: read
                parameters: {type: object, properties: {}}
                http: {method: GET, url: "URL/points"}
                limit: 2/day
              get_cancellation:
                description: Look a cancellation up.
                effect: read
                parameters: {type: object, properties: {call_id: {type: string}}}
                http: {method: GET, url: "URL/cancellations/{call_id}"}
              close_account:
                description: Close the account.
                effect: write
                parameters: {type: object, properties: {}}
                http: {method: POST, url: "URL/closings", json: {customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                check: {tool: get_cancellation, done_when: "check.closed == true", after: 300ms}
                timeout: 5s
              cancel_order:
                description: Cancel an order.
                effect: write
                parameters: {type: object, properties: {}}
                http: {method: POST, url: "URL/cancellations", json: {customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                timeout: 5s
              lock_card:
                description: Lock the customer's card.
                effect: write
                parameters: {type: object, properties: {}}
                http: {method: POST, url: "URL/locks", json: {customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                requires: "identity.ok"
              pay_out:
                description: Pay out what an order cost.
                effect: write
                parameters: {type: object, properties: {}}
                http: {method: POST, url: "URL/payments", json: {customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                approve: "results.get_order.total > 100"
              get_quote:
                description: Have a price computed.
                effect: read
                parameters: {type: object, properties: {}}
                http: {method: POST, url: "URL/quotes", json: {}}
                answers_later: 50s
              order_repair:
                description: Have something repaired.
                effect: write
                parameters: {type: object, properties: {}}
                http: {method: POST, url: "URL/repairs", json: {customer: "{customer_id}"}}
                bind: {customer_id: $customer.id}
                answers_later: 50s
            servers:
              shop: {openapi: {file: apis/shop.yaml}}
            """;
    private static final String DESCRIPTION = """
            openapi: 3.0.3
            servers: [{url: "URL"}]
            paths:
              /stock/{article}:
                get:
                  operationId: getStock
                  summary: Say how many there are.
                  parameters: [{name: article, in: path, required: true, schema: {type: string}}]
                  responses: {"200": {description: Done.}}
            """;

    private ShopDefinition() {}

    static DefinitionFiles files(String toolUrl) {
        return new DefinitionFiles(Map.of(
                "agent.yaml",
                AGENT,
                "tools.yaml",
                TOOLS.replace("URL", toolUrl),
                "apis/shop.yaml",
                DESCRIPTION.replace("URL", toolUrl)));
    }

    /** Publishes it and lets it answer. */
    static void publish(DefinitionFiles files, RecordPublisher publisher, Topics topics) {
        send(new DefinitionPublished(files.version(), files.files()), publisher, topics);
        send(new DefinitionReleased(files.version()), publisher, topics);
    }

    private static void send(DefinitionChange change, RecordPublisher publisher, Topics topics) {
        var actor = new Actor(ActorType.SYSTEM, null);
        publisher
                .send(
                        topics.definitions(),
                        "shop",
                        new DefinitionRecord("shop", "default", Instant.now(), actor, change))
                .toCompletableFuture()
                .join();
    }
}
