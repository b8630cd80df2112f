package io.casebook.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls the service under test as a client with a key would. */
public final class Calls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> headers = new ArrayList<>();

    private Calls(URI base) {
        this.base = base;
    }

    /** A caller with the key of local mode. */
    public static Calls withKey(URI base) {
        return anonymous(base).header("Authorization", "Bearer local");
    }

    /** A caller without a key. */
    public static Calls anonymous(URI base) {
        return new Calls(base);
    }

    /** From now on sends a header. */
    public Calls header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    /** Gets. */
    public Answer get(String path) {
        return send("GET", path, null);
    }

    /** Posts JSON. */
    public Answer post(String path, @Nullable String body) {
        return send("POST", path, body);
    }

    /** Puts JSON. */
    public Answer put(String path, @Nullable String body) {
        return send("PUT", path, body);
    }

    /** Deletes. */
    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** A request that is not sent yet. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        return request;
    }

    /** The client. */
    public HttpClient http() {
        return http;
    }

    private Answer send(String method, String path, @Nullable String body) {
        var request = request(path);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        try {
            return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException("the service did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer. */
    public record Answer(HttpResponse<String> response) {
        /** The HTTP status. */
        public int status() {
            return response.statusCode();
        }

        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + response.body(), e);
            }
        }

        /** The problem's code. */
        public String code() {
            return json().path("code").asText();
        }

        /** The problem's field. */
        public String field() {
            return json().path("details").path("field").asText();
        }

        /** A header; empty where it is missing. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
