package io.casebook.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    @TempDir
    private Path folder;

    @Test
    void what_was_answered_is_still_there_after_a_restart() throws Exception {
        TestShop.Answer first;
        try (TestShop shop = TestShop.in(folder)) {
            first = shop.post("/orders/1002/refunds", "{\"amount\": 500}", "Idempotency-Key", "call-1");
        }
        try (TestShop shop = TestShop.in(folder)) {
            TestShop.Answer again = shop.post("/orders/1002/refunds", "{\"amount\": 500}", "Idempotency-Key", "call-1");

            assertThat(again).isEqualTo(first);
            assertThat(shop.get("/refunds?order_id=1002").body().path("count").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void the_sample_is_seeded_once_and_not_again_on_a_later_day() throws Exception {
        try (TestShop shop = TestShop.in(folder)) {
            assertThat(shop.get("/orders/1002")
                            .body()
                            .path("days_since_delivery")
                            .asInt())
                    .isEqualTo(12);
        }
        try (TestShop shop = TestShop.at(TestShop.NOW.plusSeconds(20 * 86_400), folder)) {
            assertThat(shop.get("/orders/1002")
                            .body()
                            .path("days_since_delivery")
                            .asInt())
                    .isEqualTo(32);
            assertThat(shop.get("/orders/1002").body().path("refund_block").asText())
                    .isEqualTo("too_old");
        }
    }

    @Test
    void a_write_that_a_crash_cut_off_leaves_the_old_state() throws Exception {
        try (TestShop shop = TestShop.in(folder)) {
            shop.post("/orders/1002/refunds", "{\"amount\": 20}");
        }
        Files.writeString(folder.resolve("shop.json.next"), "{\"format\": 1, \"ord");

        try (TestShop shop = TestShop.in(folder)) {
            assertThat(shop.get("/refunds?order_id=1002").body().path("count").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_state_file_that_cannot_be_read_stops_the_start_and_is_left_alone() throws Exception {
        Path file = folder.resolve("shop.json");
        for (String content : List.of("{\"format\": 1, \"orders\"", "[]", "{\"format\": 2}")) {
            Files.writeString(file, content);

            assertThatThrownBy(() -> TestShop.in(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("shop.json");
            assertThat(file).hasContent(content);
        }
    }

    @Test
    void two_shops_cannot_use_one_folder() throws Exception {
        try (TestShop shop = TestShop.in(folder)) {
            assertThatThrownBy(() -> TestShop.in(folder)).hasMessageContaining("is used by another shop");
            assertThat(shop.get("/health").status()).isEqualTo(200);
        }
        TestShop.in(folder).close();
    }

    @Test
    void a_refund_that_was_answered_survives_a_kill_and_is_not_repeated() throws Exception {
        Process process = shopProcess();
        String url;
        try (BufferedReader out = process.inputReader()) {
            url = readyUrl(out);
            assertThat(refund(url)).isEqualTo(201);
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (TestShop shop = TestShop.in(folder)) {
            TestShop.Answer again = shop.post("/orders/1010/refunds", "{\"amount\": 7}", "Idempotency-Key", "call-7");

            assertThat(again.status()).isEqualTo(201);
            assertThat(shop.get("/refunds?order_id=1010").body().path("count").asInt())
                    .isEqualTo(1);
        }
    }

    private Process shopProcess() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShopServer.class.getName(),
                        "--port",
                        "0",
                        "--data",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String readyUrl(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                return line.split(" ", -1)[1];
            }
        }
        throw new IOException("the shop ended before it was ready");
    }

    private static int refund(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/orders/1010/refunds"))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "call-7")
                    .POST(BodyPublishers.ofString("{\"amount\": 7}"))
                    .build();
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
