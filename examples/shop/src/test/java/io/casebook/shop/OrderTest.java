package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private Path folder;
    private TestShop shop;

    @BeforeEach
    void open(@TempDir Path data) throws Exception {
        folder = data;
        shop = TestShop.in(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1001, shipped, under_way, none, 189.00",
        "1002, delivered, done, none, 620.00",
        "1003, delivered, done, too_old, 139.00",
        "1004, processing, none, not_shipped, 104.80",
        "1005, cancelled, none, cancelled, 64.80",
        "1006, delivered, done, none, 238.90",
        "1007, shipped, today, none, 69.85",
        "1008, shipped, late, none, 219.00",
        "1009, delivered, done, none, 24.90",
        "1010, delivered, done, none, 11450.00"
    })
    void the_sample_orders_show_what_can_be_the_matter(
            String id, String status, String delivery, String block, String total) throws Exception {
        JsonNode order =
                shop.get("/orders/" + id + "?customer_id=customer-demo").body();

        assertThat(order.path("status").asText()).isEqualTo(status);
        assertThat(order.path("delivery").asText()).isEqualTo(delivery);
        assertThat(order.path("refund_block").asText()).isEqualTo(block);
        assertThat(order.path("refundable").asBoolean()).isEqualTo(block.equals("none"));
        assertThat(order.path("display").path("total").asText()).isEqualTo("EUR " + total);
    }

    @Test
    void a_shipped_order_has_texts_and_a_tracking_link() throws Exception {
        JsonNode order = shop.get("/orders/1001").body();

        assertThat(order.path("shipped_on").asText()).isEqualTo("2026-03-15");
        assertThat(order.path("display").path("shipped_on").asText()).isEqualTo("15 March 2026");
        assertThat(order.path("display").path("items").asText()).isEqualTo("1 x Squall rain jacket women");
        assertThat(order.path("tracking_url").asText())
                .endsWith(order.path("tracking_number").asText());
    }

    @Test
    void a_parcel_becomes_late_as_the_days_pass() throws Exception {
        shop.close();
        shop = TestShop.at(TestShop.NOW.plus(Duration.ofDays(3)), folder);

        assertThat(shop.get("/orders/1001").body().path("delivery").asText()).isEqualTo("late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001", "2002", "2003"})
    void an_order_of_another_account_is_not_shown(String id) throws Exception {
        assertThat(shop.get("/orders/" + id + "?customer_id=customer-demo").status())
                .isEqualTo(403);
        assertThat(shop.get("/orders/" + id + "?customer_id=web-visitor").status())
                .isEqualTo(403);
        assertThat(shop.get("/orders/" + id).status()).isEqualTo(403);
    }

    @Test
    void an_order_is_shown_to_its_owner() throws Exception {
        assertThat(shop.get("/orders/2001?customer_id=customer-lena").status()).isEqualTo(200);
    }

    @Test
    void orders_of_the_sample_customer_are_open_to_visitors_and_closed_to_other_accounts() throws Exception {
        assertThat(shop.get("/orders/1001", "X-Customer-Id", "web-visitor").status())
                .isEqualTo(200);
        assertThat(shop.get("/orders/1001", "X-Customer-Id", "customer-lena").status())
                .isEqualTo(403);
        assertThat(shop.get("/orders/1007", "X-Customer-Id", "customer-lena").status())
                .isEqualTo(200);
    }

    @Test
    void address_and_payment_are_shown_to_the_owner_alone() throws Exception {
        JsonNode own = shop.get("/orders/1001?customer_id=customer-demo").body();
        JsonNode visitors = shop.get("/orders/1001?customer_id=web-visitor").body();

        assertThat(own.path("payment").path("card").path("number").asText()).isNotEmpty();
        assertThat(own.path("shipping_address").path("country").asText()).isEqualTo("Netherlands");
        assertThat(visitors.has("payment")).isFalse();
        assertThat(visitors.has("shipping_address")).isFalse();
    }

    @Test
    void a_customers_orders_are_listed_the_newest_first() throws Exception {
        JsonNode list = shop.get("/orders?customer_id=customer-demo").body();

        assertThat(list.path("count").asInt()).isEqualTo(6);
        assertThat(list.path("orders").path(0).path("id").asText()).isEqualTo("1004");
        assertThat(shop.get("/orders?customer_id=nobody").body().path("count").asInt())
                .isZero();
        assertThat(shop.get("/orders").status()).isEqualTo(400);
    }

    @Test
    void an_order_that_is_processing_can_be_cancelled_and_is_paid_back() throws Exception {
        TestShop.Answer cancelled = shop.post(
                "/orders/1004/cancellation", "{\"customer_id\": \"customer-demo\"}", "Idempotency-Key", "c-1");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.body().path("status").asText()).isEqualTo("cancelled");
        assertThat(cancelled.body().path("display").path("refunded").asText()).isEqualTo("EUR 104.80");
        assertThat(shop.get("/refunds?order_id=1004").body().path("count").asInt())
                .isEqualTo(1);
    }

    @Test
    void an_order_that_left_or_was_cancelled_cannot_be_cancelled() throws Exception {
        assertThat(shop.post("/orders/1001/cancellation", "").detail()).contains("its status is shipped");
        assertThat(shop.post("/orders/1005/cancellation", "").detail()).contains("its status is cancelled");
        assertThat(shop.post("/orders/2001/cancellation", "{\"customer_id\": \"customer-demo\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_order_has_one_return_label() throws Exception {
        TestShop.Answer made = shop.post("/orders/1002/return-labels", "");
        TestShop.Answer again = shop.post("/orders/1002/return-labels", "");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().path("valid_until").asText()).isEqualTo("2026-04-01");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(made.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1001", "1003", "1004", "1005"})
    void an_order_that_cannot_come_back_gets_no_label(String id) throws Exception {
        TestShop.Answer answer = shop.post("/orders/" + id + "/return-labels", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.detail()).contains("cannot be sent back");
    }
}
