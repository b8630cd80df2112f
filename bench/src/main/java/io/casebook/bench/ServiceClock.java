package io.casebook.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * The service's own clock of calls: the sum of the timer {@code casebook.tools.calls}, in nanoseconds, as its page of metrics has
 * it. Read before and after a single call it tells how long that one took, from the request at its worker to the result in its
 * hands.
 */
final class ServiceClock {
    private static final String SUM = "casebook_tools_calls_seconds_sum{";
    private static final double NANOS_PER_SECOND = 1e9;

    private final HttpClient http;
    private final HttpRequest page;

    ServiceClock(HttpClient http, String url) {
        this.http = http;
        this.page = HttpRequest.newBuilder(URI.create(url + "/q/metrics"))
                .header("Authorization", "Bearer local")
                .header("Accept", "text/plain")
                .build();
    }

    /** What all calls of a tool have taken so far, in nanoseconds. */
    long nanos(String tool) throws IOException, InterruptedException {
        var answer = http.send(page, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the page of metrics answers with " + answer.statusCode());
        }
        var label = "tool=\"%s\"".formatted(tool);
        var seconds = answer.body()
                .lines()
                .filter(line -> line.startsWith(SUM) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        return Math.round(seconds * NANOS_PER_SECOND);
    }
}
