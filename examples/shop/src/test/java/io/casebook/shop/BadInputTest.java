package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
    private TestShop shop;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        shop = TestShop.in(folder);
    }

    @AfterEach
    void nothing_was_refunded() throws Exception {
        assertThat(shop.get("/refunds?order_id=1002").body().path("count").asInt())
                .isZero();
        shop.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"amount\": | body: not valid JSON at line 1",
                "amount=5 | body: not valid JSON",
                "{\"amount\": 5} trailing | body: not valid JSON",
                "{\"amount\": 5, \"amount\": 6} | body: not valid JSON",
                "[5] | body: expected a JSON object",
                "\"5\" | body: expected a JSON object",
                "{} | amount: this field is required",
                "{\"amount\": null} | amount: this field is required",
                "{\"amount\": \"5\"} | amount: expected a number, got a string",
                "{\"amount\": true} | amount: expected a number, got a boolean",
                "{\"amount\": [5]} | amount: expected a number, got an array",
                "{\"amount\": 0} | amount: must be more than 0",
                "{\"amount\": -5} | amount: must be more than 0",
                "{\"amount\": NaN} | body: not valid JSON",
                "{\"amount\": 5.001} | amount: at most two decimals",
                "{\"amount\": 1e-999999999} | amount: at most two decimals",
                "{\"amount\": 1e999999999} | amount: must be at most 1000000",
                "{\"amount\": 5, \"reason\": 7} | reason: expected a string, got a number",
                "{\"amount\": 5, \"customer_id\": {}} | customer_id: expected a string, got an object"
            })
    void a_body_that_is_wrong_is_refused_with_the_field_and_the_reason(String body, String detail) throws Exception {
        TestShop.Answer answer = shop.post("/orders/1002/refunds", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.body().path("code").asText()).isEqualTo("invalid_argument");
        assertThat(answer.detail()).startsWith(detail);
    }

    @Test
    void a_text_that_is_too_long_is_refused() throws Exception {
        String body = "{\"amount\": 5, \"reason\": \"" + "x".repeat(501) + "\"}";

        assertThat(shop.post("/orders/1002/refunds", body).detail())
                .isEqualTo("reason: at most 500 characters, got 501");
    }

    @ParameterizedTest
    @ValueSource(ints = {64 * 1024, 900 * 1024})
    void a_body_that_is_too_large_is_refused(int size) throws Exception {
        String body = "{\"amount\": 5, \"reason\": \"" + "x".repeat(size) + "\"}";
        var request = HttpRequest.newBuilder(URI.create(shop.url() + "/orders/1002/refunds"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();

        assertThat(shop.client().send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_body_of_another_type_or_broken_encoding_is_refused() throws Exception {
        var form = HttpRequest.newBuilder(URI.create(shop.url() + "/orders/1002/refunds"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("amount=5"))
                .build();
        var broken = HttpRequest.newBuilder(URI.create(shop.url() + "/orders/1002/refunds"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xC3, '}'}))
                .build();

        assertThat(shop.client().send(form, BodyHandlers.ofString()).statusCode())
                .isEqualTo(415);
        assertThat(shop.answer(shop.client().send(broken, BodyHandlers.ofString()))
                        .detail())
                .isEqualTo("body: not valid UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9999", "abc", "..%2F1002", "1002%00", "%F0%9F%9B%92", "10020000000000000000000000000000000000"})
    void an_unknown_order_is_not_found(String id) throws Exception {
        assertThat(shop.get("/orders/" + id).status()).isEqualTo(404);
        assertThat(shop.post("/orders/" + id + "/refunds", "{\"amount\": 5}").status())
                .isEqualTo(404);
    }

    @Test
    void an_unknown_path_or_method_is_refused_with_what_is_possible() throws Exception {
        assertThat(shop.get("/nothing/here").status()).isEqualTo(404);
        assertThat(shop.get("/").status()).isEqualTo(404);
        assertThat(shop.send("DELETE", "/orders/1002", "").detail()).isEqualTo("DELETE is not possible here, only GET");
        assertThat(shop.get("/orders/1002/refunds").detail()).isEqualTo("GET is not possible here, only POST");
    }

    @Test
    void customers_that_contradict_one_another_are_refused() throws Exception {
        String body = "{\"amount\": 5, \"customer_id\": \"customer-demo\"}";

        TestShop.Answer answer = shop.post("/orders/1002/refunds", body, "X-Customer-Id", "customer-lena");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith("customer_id:");
    }

    @Test
    void an_idempotency_key_must_not_be_empty_or_endless() throws Exception {
        assertThat(shop.post("/orders/1002/refunds", "{\"amount\": 5}", "Idempotency-Key", " ")
                        .detail())
                .startsWith("Idempotency-Key:");
        assertThat(shop.post("/orders/1002/refunds", "{\"amount\": 5}", "Idempotency-Key", "k".repeat(256))
                        .detail())
                .startsWith("Idempotency-Key:");
    }

    @Test
    void a_search_that_is_too_long_is_refused() throws Exception {
        assertThat(shop.get("/products?q=" + "x".repeat(101)).status()).isEqualTo(400);
    }

    @Test
    void something_that_is_not_http_does_not_stop_the_shop() throws Exception {
        try (Socket socket = new Socket("localhost", shop.port())) {
            socket.getOutputStream().write("NONSENSE\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).contains("400");
        }
        assertThat(shop.get("/health").status()).isEqualTo(200);
    }
}
