package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
    private TestShop shop;
    private JsonNode api;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        shop = TestShop.in(folder);
        api = shop.get("/openapi.json").body();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void it_describes_exactly_what_the_shop_answers(@TempDir Path other) throws Exception {
        Set<String> described = new TreeSet<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> answered = new TreeSet<>();
        try (Store store = Store.open(other, Clock.systemUTC())) {
            ShopServer.routes(store, "")
                    .routes()
                    .forEach(route -> answered.add(route.method() + " " + route.template()));
        }

        assertThat(described).isEqualTo(answered);
        assertThat(api.path("servers").path(0).path("url").asText()).isEqualTo(shop.url());
    }

    @Test
    void every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own() {
        for (JsonNode reference : api.findValues("$ref")) {
            assertThat(api.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        List<String> names = api.findValuesAsText("operationId");
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z_]+"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orders/1001?customer_id=customer-demo, Order",
        "GET, /orders/1004, Order",
        "GET, /orders?customer_id=customer-demo, OrderList",
        "POST, /orders/1004/cancellation, Order",
        "POST, /orders/1002/return-labels, ReturnLabel",
        "GET, /refunds, RefundList",
        "POST, /customers/customer-demo/password-resets, PasswordReset",
        "GET, /customers/customer-demo/subscription, Subscription",
        "GET, /products?q=tent, ProductList",
        "GET, /health, Health",
        "GET, /orders/9999, Problem"
    })
    void answers_have_the_fields_that_are_described_and_no_others(String method, String path, String schema)
            throws Exception {
        JsonNode answer = shop.send(method, path, "").body();
        JsonNode described = api.path("components").path("schemas").path(schema);

        Set<String> fields = new TreeSet<>();
        answer.fieldNames().forEachRemaining(fields::add);
        Set<String> known = new TreeSet<>();
        described.path("properties").fieldNames().forEachRemaining(known::add);
        assertThat(known).containsAll(fields);
        described.path("required").forEach(name -> assertThat(fields).contains(name.asText()));
    }
}
