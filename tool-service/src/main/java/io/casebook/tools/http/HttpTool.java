package io.casebook.tools.http;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Schema;
import io.casebook.tools.json.Json;
import io.casebook.tools.template.Body;
import io.casebook.tools.template.Filling;
import io.casebook.tools.template.Installation;
import io.casebook.tools.template.Names;
import io.casebook.tools.template.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The {@code http} block of a tool, compiled. Immutable. */
final class HttpTool {
    private static final Set<String> KEYS = Set.of("method", "url", "headers", "json");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** Anything between here and the tool may repeat these without asking: caches, proxies, HTTP clients. */
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");

    private final String method;
    private final Address address;
    private final List<Header> headers;
    private final @Nullable Body body;
    private final @Nullable String keyField;

    private HttpTool(
            String method, Address address, List<Header> headers, @Nullable Body body, @Nullable String keyField) {
        this.method = method;
        this.address = address;
        this.headers = headers;
        this.body = body;
        this.keyField = keyField;
    }

    /**
     * Compiles the block.
     *
     * @throws Denied with the code invalid_definition where it cannot be carried out
     */
    static HttpTool of(Tool tool, Schema parameters) {
        if (!(tool.execution().get("http") instanceof Map<?, ?> block)) {
            throw invalid(tool, "http must be a mapping with method and url");
        }
        for (var key : block.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw invalid(tool, "http.%s is not known; use method, url, headers and json".formatted(key));
            }
        }
        var method = String.valueOf(block.get("method")).toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw invalid(tool, "http.method must be one of GET, HEAD, POST, PUT, PATCH, DELETE");
        }
        if (tool.writes() && REPEATABLE.contains(method)) {
            throw invalid(
                    tool,
                    method + " may be repeated on its way, so a tool that writes needs POST, PUT, PATCH or DELETE");
        }
        if (!(block.get("url") instanceof String url)) {
            throw invalid(tool, "http.url is missing");
        }
        var compiled = new HttpTool(
                method,
                Address.of(url),
                headers(tool, block.get("headers")),
                block.containsKey("json") ? Body.of(block.get("json")) : null,
                keyField(tool, block.get("json")));
        compiled.requireKnown(tool, parameters);
        return compiled;
    }

    private static @Nullable String keyField(Tool tool, @Nullable Object json) {
        var field = tool.idempotencyField();
        if (field != null && !(json instanceof Map<?, ?>)) {
            throw invalid(tool, "idempotency_field needs a body to stand in: write http.json as a mapping");
        }
        return field;
    }

    /**
     * What is sent for one call.
     *
     * @param callId id of the call, sent along where the tool has a field for it
     */
    Prepared fill(ObjectNode arguments, Installation installation, String callId) {
        var filling = new Filling(arguments, installation);
        var filled = new LinkedHashMap<String, String>();
        filled.put("Accept", "application/json");
        if (body != null) {
            filled.put("Content-Type", "application/json");
        }
        for (var header : headers) {
            var value = header.fill(filling);
            if (value != null) {
                filled.keySet().removeIf(header.name()::equalsIgnoreCase);
                filled.put(header.name(), value);
            }
        }
        var content = body == null ? null : body.fill(filling);
        if (keyField != null && content instanceof ObjectNode object) {
            object.put(keyField, callId);
        }
        var uri = address.fill(filling);
        return new Prepared(method, uri, filled, content == null ? null : Json.text(content), filling.secrets());
    }

    private static List<Header> headers(Tool tool, @Nullable Object source) {
        var headers = new ArrayList<Header>();
        if (source instanceof Map<?, ?> map) {
            map.forEach((name, value) -> headers.add(new Header(String.valueOf(name), Text.of(String.valueOf(value)))));
        } else if (source != null) {
            throw invalid(tool, "http.headers must be a mapping of names to values");
        }
        var idempotency = tool.idempotencyHeader();
        if (idempotency != null) {
            headers.removeIf(header -> header.name().equalsIgnoreCase(idempotency));
        }
        return List.copyOf(headers);
    }

    private void requireKnown(Tool tool, Schema parameters) {
        var used = new ArrayList<>(address.arguments());
        headers.forEach(header -> used.addAll(header.value().arguments()));
        if (body != null) {
            body.arguments(used::add);
        }
        Names.refuseUnknown(tool, parameters, used);
    }

    private static Denied invalid(Tool tool, String what) {
        return Denied.invalidDefinition(tool.name(), what);
    }
}
