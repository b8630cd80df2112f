package io.casebook.ingress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads server-sent events one by one. */
public final class Events implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Events(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Opens a stream and waits for its first sign of life. */
    public static Events open(Calls calls, String path) {
        try {
            var request =
                    calls.request(path).header("Accept", "text/event-stream").build();
            var events = new Events(calls.http().send(request, HttpResponse.BodyHandlers.ofInputStream()));
            if (events.status() == 200) {
                events.next();
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The HTTP status. */
    public int status() {
        return response.statusCode();
    }

    /** A header; empty where it is missing. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The fields of the next event; a comment stands under the empty name. */
    public Map<String, String> next() {
        try {
            var fields = new LinkedHashMap<String, String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!fields.isEmpty()) {
                        return fields;
                    }
                    continue;
                }
                var colon = line.indexOf(':');
                fields.merge(line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + "\n" + b);
            }
            throw new AssertionError("the stream ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
