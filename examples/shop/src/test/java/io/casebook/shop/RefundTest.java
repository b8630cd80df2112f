package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundTest {
    private TestShop shop;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        shop = TestShop.in(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void a_refund_within_what_was_paid_is_carried_out() throws Exception {
        TestShop.Answer answer = shop.post("/orders/1002/refunds", "{\"amount\": 500, \"reason\": \"pole bent\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("display").path("amount").asText()).isEqualTo("EUR 500.00");
        assertThat(answer.body().path("refundable_amount").decimalValue()).isEqualByComparingTo("120");
        assertThat(count("1002")).isEqualTo(1);
    }

    @Test
    void parts_of_an_order_can_be_refunded_until_nothing_is_left() throws Exception {
        assertThat(shop.post("/orders/1002/refunds", "{\"amount\": 619.99}").status())
                .isEqualTo(201);
        assertThat(shop.post("/orders/1002/refunds", "{\"amount\": 0.02}").status())
                .isEqualTo(409);
        assertThat(shop.post("/orders/1002/refunds", "{\"amount\": 0.01}").status())
                .isEqualTo(201);

        assertThat(shop.post("/orders/1002/refunds", "{\"amount\": 0.01}").detail())
                .contains("fully refunded");
        assertThat(count("1002")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "1003, 10, 45 days ago",
        "1004, 10, not shipped yet",
        "1005, 10, was cancelled",
        "1002, 620.01, more than the EUR 620.00",
        "1006, 198.91, more than the EUR 198.90"
    })
    void a_refund_that_the_policy_does_not_allow_is_refused(String order, String amount, String reason)
            throws Exception {
        TestShop.Answer answer = shop.post("/orders/" + order + "/refunds", "{\"amount\": " + amount + "}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body().path("code").asText()).isEqualTo("failed_precondition");
        assertThat(answer.detail()).contains(reason);
    }

    @Test
    void the_same_key_is_answered_the_same_and_carried_out_once() throws Exception {
        String body = "{\"amount\": 25.50, \"customer_id\": \"customer-demo\"}";

        TestShop.Answer first = shop.post("/orders/1002/refunds", body, "Idempotency-Key", "call-1");
        TestShop.Answer second = shop.post("/orders/1002/refunds", body, "Idempotency-Key", "call-1");

        assertThat(second).isEqualTo(first);
        assertThat(count("1002")).isEqualTo(1);
    }

    @Test
    void the_same_key_with_another_request_is_refused() throws Exception {
        shop.post("/orders/1002/refunds", "{\"amount\": 25}", "Idempotency-Key", "call-1");

        TestShop.Answer other = shop.post("/orders/1002/refunds", "{\"amount\": 26}", "Idempotency-Key", "call-1");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().path("code").asText()).isEqualTo("already_exists");
        assertThat(count("1002")).isEqualTo(1);
    }

    @Test
    void a_key_whose_request_was_refused_can_be_used_again() throws Exception {
        shop.post("/orders/1002/refunds", "{\"amount\": 9999}", "Idempotency-Key", "call-1");

        TestShop.Answer corrected = shop.post("/orders/1002/refunds", "{\"amount\": 99}", "Idempotency-Key", "call-1");

        assertThat(corrected.status()).isEqualTo(201);
    }

    @Test
    void fifty_callers_with_one_key_at_once_refund_once() throws Exception {
        Callable<TestShop.Answer> call =
                () -> shop.post("/orders/1010/refunds", "{\"amount\": 1}", "Idempotency-Key", "call-9");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    callers.invokeAll(IntStream.range(0, 50).mapToObj(i -> call).toList());
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(201);
            }
        }

        assertThat(count("1010")).isEqualTo(1);
    }

    @Test
    void refunds_at_the_same_time_never_exceed_what_was_paid() throws Exception {
        Callable<TestShop.Answer> call = () -> shop.post("/orders/1009/refunds", "{\"amount\": 5}");
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            callers.invokeAll(IntStream.range(0, 20).mapToObj(i -> call).toList());
        }

        // EUR 24.90 were paid: four times 5 fit.
        assertThat(count("1009")).isEqualTo(4);
    }

    @Test
    void the_back_office_sees_who_asked_for_a_refund_and_why() throws Exception {
        shop.post(
                "/orders/1002/refunds",
                "{\"amount\": 20, \"reason\": \"scratch\", \"customer_id\": \"customer-demo\"}");

        var refund = shop.get("/refunds?order_id=1002").body().path("refunds").path(0);

        assertThat(refund.path("reason").asText()).isEqualTo("scratch");
        assertThat(refund.path("requested_by").asText()).isEqualTo("customer-demo");
        assertThat(refund.path("amount").decimalValue()).isEqualByComparingTo("20");
    }

    private int count(String order) throws Exception {
        return shop.get("/refunds?order_id=" + order).body().path("count").asInt();
    }
}
