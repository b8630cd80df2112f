package io.casebook.gateway.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.ModelDouble;
import io.casebook.gateway.Requests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Prints what the gateway adds to a call over the same call made bare. A figure to look at; nothing here depends on speed. */
class OverheadTest {
    private static final int WARM_UP = 300;
    private static final int CALLS = 500;

    @Test
    void what_the_gateway_adds_to_a_call_is_printed() throws IOException, InterruptedException {
        try (var endpoint = new ModelDouble(ModelDouble.says("It is on its way."));
                var gateway = new Gateway();
                var bare = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            gateway.model("big", endpoint).answer(Requests.reason("Where is my order?", "big"));
            var body = endpoint.body(0);
            var with = new long[CALLS];
            var without = new long[CALLS];
            for (var i = -WARM_UP; i < CALLS; i++) {
                var started = System.nanoTime();
                gateway.answer(Requests.reason("Where is my order?", "big"));
                var between = System.nanoTime();
                post(bare, endpoint.url(), body);
                if (i >= 0) {
                    with[i] = between - started;
                    without[i] = System.nanoTime() - between;
                }
            }
            Arrays.sort(with);
            Arrays.sort(without);
            System.out.printf(
                    "gateway call: p50=%.2f ms p99=%.2f ms; bare call: p50=%.2f ms p99=%.2f ms%n",
                    millis(with, 0.5), millis(with, 0.99), millis(without, 0.5), millis(without, 0.99));
            assertThat(endpoint.asked()).isEqualTo(1 + 2 * (WARM_UP + CALLS));
        }
    }

    private static void post(HttpClient client, URI base, String body) throws IOException, InterruptedException {
        var response = client.send(
                HttpRequest.newBuilder(URI.create(base + "/chat/completions"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
