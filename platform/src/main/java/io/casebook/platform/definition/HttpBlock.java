package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.platform.definition.expression.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** {@code ${env:NAME}} is resolved by the tool service; a name in bare braces is a parameter. */
    private static final Pattern BRACES =
            Pattern.compile("\\$\\{([^}]*)}|\\{([A-Za-z_][A-Za-z0-9_]*)(\\.[A-Za-z0-9_]+)*}");

    private static final Pattern SETTING = Pattern.compile("(env|secret):[A-Za-z_][A-Za-z0-9_.-]*(:-.*)?");

    private final Set<String> names;
    private final boolean open;
    private final Problems.InFile problems;

    private HttpBlock(Set<String> names, boolean open, Problems.InFile problems) {
        this.names = names;
        this.open = open;
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
        HttpBlock block = new HttpBlock(names, arguments.open(), problems);
        block.keys(http);
        block.method(http, writes);
        block.url(http);
        block.braces(http);
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

    private void braces(YamlNode node) {
        switch (node) {
            case YamlNode.Scalar scalar -> braces(scalar);
            case YamlNode.Sequence sequence -> sequence.items().forEach(this::braces);
            case YamlNode.Mapping mapping -> mapping.entries().values().forEach(entry -> braces(entry.value()));
        }
    }

    private void braces(YamlNode.Scalar scalar) {
        Matcher matcher = BRACES.matcher(scalar.text());
        while (matcher.find()) {
            String setting = matcher.group(1);
            String name = matcher.group(2);
            if (setting != null && !SETTING.matcher(setting).matches()) {
                problems.error(
                        scalar.line(), "${" + setting + "} cannot be resolved", "write ${env:NAME} or ${secret:NAME}");
            } else if (name != null && !open && !names.contains(name)) {
                problems.error(
                        scalar.line(), "nothing fills {" + name + "}: it is no parameter", Spelling.hint(name, names));
            }
        }
    }
}
