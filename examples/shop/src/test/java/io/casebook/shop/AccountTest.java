package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
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
    void a_new_address_holds_for_the_account_and_for_orders_that_are_not_packed() throws Exception {
        TestShop.Answer answer = shop.send(
                "PUT",
                "/customers/customer-demo/address",
                "{\"address\": \"Mill Lane 7, 2611 CR Delft, Netherlands\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("address").asText()).isEqualTo("Mill Lane 7, 2611 CR Delft, Netherlands");
        assertThat(answer.body().path("changed_orders").toString()).isEqualTo("[\"1004\"]");
        assertThat(street("1004")).isEqualTo("Mill Lane 7");
        assertThat(street("1001")).isEqualTo("Canal Street 12");
    }

    private String street(String order) throws Exception {
        JsonNode body =
                shop.get("/orders/" + order + "?customer_id=customer-demo").body();
        return body.path("shipping_address").path("street").asText();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Delft",
                "Mill Lane 7, Delft",
                "Mill Lane, 2611 CR Delft, Netherlands",
                "Mill Lane 7, Delft, Netherlands",
                ", ,1"
            })
    void an_address_that_is_not_whole_is_refused(String address) throws Exception {
        TestShop.Answer answer =
                shop.send("PUT", "/customers/customer-demo/address", "{\"address\": \"" + address + "\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith("address:");
    }

    @Test
    void a_reset_link_goes_to_the_address_on_file_and_nowhere_else() throws Exception {
        TestShop.Answer answer =
                shop.post("/customers/customer-demo/password-resets", "{\"email\": \"thief@example.com\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("sent_to").asText()).isEqualTo("d***@example.com");
        assertThat(answer.body().path("valid_minutes").asInt()).isEqualTo(60);
    }

    @Test
    void a_subscription_is_cancelled_at_the_end_of_what_is_paid_and_once() throws Exception {
        TestShop.Answer before = shop.get("/customers/customer-demo/subscription");
        TestShop.Answer first = shop.send("DELETE", "/customers/customer-demo/subscription?reason=too%20many", "");
        TestShop.Answer second = shop.send("DELETE", "/customers/customer-demo/subscription", "");

        assertThat(before.body().path("status").asText()).isEqualTo("active");
        assertThat(first.body().path("status").asText()).isEqualTo("cancelled");
        assertThat(first.body().path("display").path("paid_until").asText()).isEqualTo("31 March 2026");
        assertThat(first.body().path("cancellation_reason").asText()).isEqualTo("too many");
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"GET, /subscription", "DELETE, /subscription", "POST, /password-resets"})
    void an_account_that_does_not_exist_is_not_found(String method, String path) throws Exception {
        assertThat(shop.send(method, "/customers/web-visitor" + path, "").status())
                .isEqualTo(404);
    }

    @Test
    void an_account_is_not_touched_for_another_customer() throws Exception {
        TestShop.Answer answer =
                shop.send("DELETE", "/customers/customer-lena/subscription", "", "X-Customer-Id", "customer-demo");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(shop.get("/customers/customer-lena/subscription")
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("active");
    }
}
