package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The HTTP API of a running Casebook; refusals and silence become a line for the user. */
final class Api implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int NOT_FOUND = 404;
    private static final int FIRST_ERROR = 400;

    private final URI url;
    private final String key;
    private final HttpClient http;

    Api(URI url, String key) {
        this.url = url;
        this.key = key;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .build();
    }

    /** What GET gives. */
    JsonNode get(String path) {
        var answer = send("GET", path, null);
        return read(path, requireDone(path, answer));
    }

    /** What GET gives; null where there is nothing. */
    @Nullable
    JsonNode find(String path) {
        var answer = send("GET", path, null);
        return answer.statusCode() == NOT_FOUND ? null : read(path, requireDone(path, answer));
    }

    /** Sends a body and gives the answer; an empty object where the answer is empty. */
    JsonNode call(String method, String path, JsonNode body) {
        return read(path, requireDone(path, send(method, path, body)));
    }

    /** Sends a body with more headers and gives the answer. */
    JsonNode call(String method, String path, JsonNode body, Map<String, String> headers) {
        return read(path, requireDone(path, send(method, path, body, headers)));
    }

    /** The bytes that GET gives; null where there is nothing. */
    byte @Nullable [] bytes(String path) {
        try {
            var answer = http.send(request(path).timeout(ANSWER_WITHIN).GET().build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() == NOT_FOUND) {
                return null;
            }
            if (answer.statusCode() >= FIRST_ERROR) {
                throw CommandFailure.failed("%s refuses %s with %d".formatted(url, path, answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    /** True when something answers there. */
    boolean answers() {
        try {
            http.send(request("/q/health/live").timeout(ANSWER_WITHIN).GET().build(), BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Follows a stream of server-sent events until it ends or the thread is interrupted: each line as it comes. */
    void follow(String path, Runnable opened, Consumer<String> line) {
        var request = request(path).header("Accept", "text/event-stream").GET().build();
        try {
            var answer = http.send(request, BodyHandlers.ofLines());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw CommandFailure.failed("%s answers %d for %s".formatted(url, answer.statusCode(), path));
            }
            opened.run();
            try (var lines = answer.body()) {
                lines.forEach(line);
            }
        } catch (UncheckedIOException e) {
            throw silent(e);
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A value as part of a path or a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        try {
            return HttpRequest.newBuilder(url.resolve(path))
                    .header("Authorization", "Bearer " + key)
                    .header("User-Agent", "casebook-cli");
        } catch (IllegalArgumentException e) {
            throw CommandFailure.misused("--url is '%s'; write it as http://HOST:PORT".formatted(url));
        }
    }

    private HttpResponse<String> send(String method, String path, @Nullable JsonNode body) {
        return send(method, path, body, Map.of());
    }

    private HttpResponse<String> send(
            String method, String path, @Nullable JsonNode body, Map<String, String> headers) {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        var request = request(path)
                .timeout(ANSWER_WITHIN)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, content);
        headers.forEach(request::setHeader);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw silent(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    private CommandFailure silent(Exception e) {
        return CommandFailure.failed(
                "no Casebook answers at %s (%s); start it with ./casebook up, or say where it is with --url"
                        .formatted(url, e instanceof ConnectException ? "connection refused" : e.getMessage()));
    }

    private String requireDone(String path, HttpResponse<String> answer) {
        if (answer.statusCode() < FIRST_ERROR) {
            return answer.body();
        }
        throw CommandFailure.failed(refusal(path, answer));
    }

    private String refusal(String path, HttpResponse<String> answer) {
        var what = "%s refuses %s with %d".formatted(url, path, answer.statusCode());
        try {
            var problem = JSON.readTree(answer.body());
            var code = problem.path("code").asText();
            var message = problem.path("message").asText(problem.path("detail").asText());
            return code.isEmpty() && message.isEmpty() ? what : "%s: %s %s".formatted(what, code, message);
        } catch (IOException e) {
            return what;
        }
    }

    private JsonNode read(String path, String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "%s answers %s with something that is no JSON; is it a Casebook?".formatted(url, path));
        }
    }
}
