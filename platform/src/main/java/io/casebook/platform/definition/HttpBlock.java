package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what the tool service will rely on in a tool's {@code http} block. The block itself is the service's; here its
 * address, its method and the names in braces are looked at.
 */
final class HttpBlock {

    private static final List<String> KEYS = List.of("method", "url", "headers", "json");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** Whatever lies between here and the tool may repeat these. */
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");

    private final Problems.InFile problems;

    private HttpBlock(Problems.InFile problems) {
        this.problems = problems;
    }

    static Map<String, @Nullable Object> read(
            YamlNode node, boolean writes, ToolBinding binding, @Nullable JsonNode schema, Problems.InFile problems) {
        if (!(node instanceof YamlNode.Mapping http)) {
            problems.error(
                    node.line(),
                    "http must be a mapping, not " + node.kind(),
                    "e.g. http: {method: GET, url: \"...\"}");
            return Map.of();
        }
        Scope.Arguments arguments = ToolEntry.arguments(schema);
        Set<String> names = new LinkedHashSet<>(arguments.names());
        names.addAll(binding.parameters().keySet());
        HttpBlock block = new HttpBlock(problems);
        block.keys(http);
        block.method(http, writes);
        block.url(http);
        new Braces(names, arguments.open(), problems).check(http);
        return YamlValues.members(http);
    }

    private void keys(YamlNode.Mapping http) {
        http.entries().forEach((key, entry) -> {
            if (!KEYS.contains(key)) {
                problems.error(entry.line(), "unknown key " + key, Spelling.hint(key, KEYS));
            }
        });
    }

    private void method(YamlNode.Mapping http, boolean writes) {
        YamlNode method = http.get("method");
        if (!(method instanceof YamlNode.Scalar scalar)
                || !METHODS.contains(scalar.text().toUpperCase(Locale.ROOT))) {
            problems.error(
                    method == null ? http.line() : method.line(),
                    method == null ? "http has no method" : "no HTTP method is called " + method.kind(),
                    "one of " + String.join(", ", METHODS.stream().sorted().toList()));
        } else if (writes && REPEATABLE.contains(scalar.text().toUpperCase(Locale.ROOT))) {
            problems.error(
                    scalar.line(),
                    scalar.text() + " may be repeated on its way, and the tool writes",
                    "use POST, PUT, PATCH or DELETE");
        }
    }

    private void url(YamlNode.Mapping http) {
        if (!(http.get("url") instanceof YamlNode.Scalar url)) {
            problems.error(http.line(), "http has no url", "e.g. url: \"${env:SHOP_URL}/orders/{order_id}\"");
            return;
        }
        String text = url.text();
        if (!text.matches("(?s)(https?://.+|\\$\\{(env|secret):[^}]+}.*)")) {
            problems.error(url.line(), "the url must begin with http://, https:// or ${env:NAME}", "");
            return;
        }
        if (text.indexOf('#') >= 0) {
            problems.error(url.line(), "the url has a #, which is never sent", "remove what follows it");
        }
        // Settings are the installation's; what is left before the path or the query is the host.
        String host = text.replaceAll("\\$\\{[^}]*}", "")
                .replaceFirst("^https?://", "")
                .replaceFirst("(?s)[/?].*", "");
        if (host.indexOf('{') >= 0) {
            problems.error(url.line(), "a parameter would choose the host", "put it into the path or the query");
        }
    }
}
