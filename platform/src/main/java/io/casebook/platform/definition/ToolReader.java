package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one tool. */
final class ToolReader {

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*)+");

    private final String name;
    private final int line;
    private final Fields fields;
    private final Problems.InFile problems;

    ToolReader(String name, int line, Fields fields) {
        this.name = name;
        this.line = line;
        this.fields = fields;
        this.problems = fields.problems();
    }

    /** A tool that says itself how it is called. */
    ToolEntry single() {
        ToolBinding binding = ToolBinding.read(fields);
        ToolBuilder tool = started(binding, true);
        ToolSchema schemas = new ToolSchema(fields, binding);
        JsonNode schema = schemas.required(line);
        tool.returns(schemas.returns());
        YamlNode http = fields.node("http");
        if (http == null) {
            problems.error(
                    line,
                    "the tool " + name + " says nowhere how it is called",
                    "add http: {method: GET, url: \"...\"}");
        } else {
            tool.execution(Map.of("http", HttpBlock.read(http, writes(), binding, schema, problems)));
        }
        return finished(tool, binding, schema);
    }

    /** A tool of a server, which may tell description and parameters itself. */
    ToolEntry ofServer(String server, String kind, YamlNode.Mapping connection) {
        ToolBinding binding = ToolBinding.read(fields);
        ToolBuilder tool = started(binding, false);
        ToolSchema schemas = new ToolSchema(fields, binding);
        JsonNode schema = schemas.optional();
        tool.returns(schemas.returns());
        Map<String, @Nullable Object> how = new LinkedHashMap<>(YamlValues.members(connection));
        how.put("server", server);
        how.put("operation", fields.text("operation", name));
        tool.execution(Map.of(kind, how));
        return finished(tool, binding, schema);
    }

    private ToolBuilder started(ToolBinding binding, boolean describes) {
        String effect =
                fields.required("effect", "read", "write effect: read for a tool that only looks, else effect: write");
        if (!effect.equals("read") && !effect.equals("write")) {
            problems.error(fields.line("effect"), "effect must be read or write, not " + effect);
        }
        ToolBuilder tool = effect.equals("write") ? Tool.writing(name) : Tool.reading(name);
        String description = describes
                ? fields.required("description", name, "say in a sentence what the tool does: models choose by it")
                : fields.text("description", "");
        return tool.description(description).bind(binding.parameters());
    }

    private boolean writes() {
        return "write".equals(fields.text("effect"));
    }

    private ToolEntry finished(ToolBuilder tool, ToolBinding binding, @Nullable JsonNode schema) {
        // Without properties: the server tells what they are.
        tool.parameters(schema == null ? "{\"type\":\"object\"}" : schema.toString());
        Expressions expressions = new Expressions(Scope.ofTool(ToolEntry.arguments(schema)));
        tool.approve(fields.isOff("approve") ? null : condition("approve", expressions));
        tool.requires(fields.isOff("requires") ? null : condition("requires", expressions));
        tool.critical(fields.flag("critical", false));
        tool.timeout(fields.positive("timeout", Tool.DEFAULT_TIMEOUT));
        tool.limit(limit());
        tool.redact(redacted());
        tool.idempotencyHeader(header());
        tool.check(fields.text("check"));
        tool.claims(new ClaimsReader(fields).read());
        Duration cache = fields.isOff("cache") ? null : fields.duration("cache");
        boolean writes = writes();
        if (cache != null && (writes || cache.isZero())) {
            problems.error(
                    fields.line("cache"),
                    writes ? "a tool that writes has no cache" : "cache must be longer than zero",
                    "remove the key");
            cache = null;
        }
        tool.cacheTtl(cache);
        fields.done();
        binding.check(name, line, writes, schema);
        return new ToolEntry(tool.build(), line, schema);
    }

    private @Nullable Condition condition(String key, Expressions expressions) {
        YamlNode.Scalar source = fields.scalar(key);
        if (source == null) {
            return null;
        }
        return switch (expressions.condition(source.text().strip())) {
            case Parsed.Good<Condition> good -> good.value();
            case Parsed.Bad<Condition> bad -> {
                problems.faults(source.textLine(), bad.faults());
                yield null;
            }
        };
    }

    private @Nullable RateLimit limit() {
        String text = fields.isOff("limit") ? null : fields.text("limit");
        RateLimit limit = text == null ? null : Values.rate(text);
        if (text != null && limit == null) {
            problems.error(fields.line("limit"), "limit must be a rate, not " + text, "write 200/day or 10/minute");
        }
        return limit;
    }

    private List<String> redacted() {
        return fields.words("redact").stream()
                .filter(pointer -> {
                    boolean fits = POINTER.matcher(pointer.text()).matches();
                    if (!fits) {
                        problems.error(
                                pointer.line(), "not a JSON pointer: " + pointer.text(), "write e.g. /card/number");
                    }
                    return fits;
                })
                .map(Fields.Word::text)
                .toList();
    }

    private @Nullable String header() {
        String header = fields.text("idempotency_header");
        if (header != null && !HEADER.matcher(header).matches()) {
            problems.error(
                    fields.line("idempotency_header"),
                    "not the name of an HTTP header: " + header,
                    "e.g. Idempotency-Key");
            return null;
        }
        return header;
    }
}
