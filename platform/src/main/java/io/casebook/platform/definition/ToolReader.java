package io.casebook.platform.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.conversation.definition.ToolOutput;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one tool. */
final class ToolReader {

    /** The key that names a server of tools.yaml. */
    static final String SERVER = "server";

    private static final List<String> KINDS = List.of("http", "sql", "mock", "openapi", "mcp", SERVER);

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

    private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*)+");

    private final String name;
    private final int line;
    private final Fields fields;
    private final Problems.InFile problems;
    private boolean overHttp;

    ToolReader(String name, int line, Fields fields) {
        this.name = name;
        this.line = line;
        this.fields = fields;
        this.problems = fields.problems();
    }

    /**
     * What the definition says of a tool whose server says the rest.
     *
     * @param line where it stands in tools.yaml
     * @param writes whether it writes
     * @param declares whether it says itself what it takes
     * @param bound the parameters that the platform fills
     * @param omitted the parameters that are never sent
     */
    record Wanted(int line, boolean writes, boolean declares, Set<String> bound, Set<String> omitted) {
        Wanted {
            bound = Set.copyOf(bound);
            omitted = Set.copyOf(omitted);
        }
    }

    /** What is wrong with the tool is told here. */
    Problems.InFile problems() {
        return problems;
    }

    /** The key that says how a tool is called that does not stand among those of a server; null, and a problem, without. */
    @Nullable
    String kind() {
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            problems.error(
                    line,
                    kinds.isEmpty()
                            ? "the tool " + name + " says nowhere how it is called"
                            : "the tool " + name + " is called in several ways: " + String.join(", ", kinds),
                    "add http: {method: GET, url: \"...\"}, or one of " + String.join(", ", KINDS));
        }
        return kinds.isEmpty() ? null : kinds.getFirst();
    }

    /** A tool that says all of itself. */
    ToolEntry single(@Nullable String kind) {
        return declared(kind, kind == null ? null : fields.node(kind));
    }

    /** A tool that is a query to a database. */
    ToolEntry ofDatabase(YamlNode.Mapping connection) {
        Map<String, YamlNode.Entry> block = new LinkedHashMap<>(connection.entries());
        for (String key : List.of("query", "rows")) {
            YamlNode value = fields.node(key);
            if (value != null) {
                block.put(key, new YamlNode.Entry(fields.line(key), value));
            }
        }
        return declared("sql", new YamlNode.Mapping(line, block));
    }

    private ToolEntry declared(@Nullable String kind, @Nullable YamlNode how) {
        ToolBinding binding = ToolBinding.read(fields);
        ToolBuilder tool = started(
                binding,
                fields.required("description", name, "say in a sentence what the tool does: models choose by it"));
        ToolSchema schemas = new ToolSchema(fields, binding);
        JsonNode schema = schemas.required(line);
        tool.returns(schemas.returns());
        if (kind != null && how != null) {
            tool.execution(Map.of(kind, block(kind, how, binding, schema)));
            overHttp = kind.equals("http");
        }
        return finished(tool, binding, schema);
    }

    private Map<String, @Nullable Object> block(String kind, YamlNode how, ToolBinding binding, JsonNode schema) {
        if (kind.equals("http")) {
            return HttpBlock.read(how, writes(), binding, schema, problems);
        }
        if (!(how instanceof YamlNode.Mapping mapping)) {
            problems.error(how.line(), kind + " must be a mapping, not " + how.kind(), "");
            return Map.of();
        }
        return kind.equals("sql")
                ? SqlBlock.read(mapping, writes(), binding, schema, problems)
                : MockBlock.read(mapping, binding, schema, problems);
    }

    /** A tool of a server that says what it does and takes; what the definition says goes before that. */
    ToolEntry ofServer(BiFunction<String, Wanted, @Nullable Taken> server) {
        ToolBinding binding = ToolBinding.read(fields);
        ToolSchema schemas = new ToolSchema(fields, binding);
        Set<String> omitted =
                fields.words("omit").stream().map(Fields.Word::text).collect(Collectors.toSet());
        boolean declares = fields.node("parameters") != null;
        Taken taken = server.apply(
                fields.text("operation", name),
                new Wanted(line, writes(), declares, binding.parameters().keySet(), omitted));
        Taken known = taken == null ? new Taken("", null, null, Map.of()) : taken;
        String description = fields.text("description", known.description());
        if (description.isBlank() && taken != null) {
            problems.error(line, "nothing says what the tool " + name + " does", "add description:");
        }
        ToolBuilder tool = started(binding, description);
        JsonNode schema = declares ? schemas.optional() : schemas.taken(known.parameters(), line, omitted);
        String returns = fields.isOff("returns") ? null : schemas.returns();
        tool.returns(
                returns == null && !fields.has("returns") && known.returns() != null
                        ? known.returns().toString()
                        : returns);
        tool.execution(known.execution());
        overHttp = known.execution().containsKey("http");
        return finished(tool, binding, schema);
    }

    private ToolBuilder started(ToolBinding binding, String description) {
        String effect =
                fields.required("effect", "read", "write effect: read for a tool that only looks, else effect: write");
        if (!effect.equals("read") && !effect.equals("write")) {
            problems.error(fields.line("effect"), "effect must be read or write, not " + effect);
        }
        ToolBuilder tool = effect.equals("write") ? Tool.writing(name) : Tool.reading(name);
        return tool.description(description).bind(binding.parameters()).boundValues(binding.values());
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
        Duration timeout = fields.positive("timeout", Tool.DEFAULT_TIMEOUT);
        tool.timeout(timeout);
        new ToolGuards(fields, schema).addTo(tool, timeout, writes());
        tool.output(new ToolOutput(pointers("pick"), fields.integer("max_items", 1, 0)));
        tool.invalidates(invalidated());
        tool.answersLater(answersLater());
        tool.prefetch(prefetch(schema));
        tool.idempotencyHeader(header());
        tool.idempotencyField(field());
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

    private List<String> pointers(String key) {
        return fields.words(key).stream()
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

    /** Whoever is called has to know the call's id, and only a request over HTTP carries it. */
    private @Nullable Duration answersLater() {
        Duration later = fields.isOff("answers_later") ? null : fields.duration("answers_later");
        boolean fits = later == null || (!later.isZero() && overHttp);
        if (!fits) {
            problems.error(
                    fields.line("answers_later"),
                    overHttp ? "answers_later must be longer than zero" : "only a tool over HTTP can answer later",
                    "remove the key");
        }
        return fits ? later : null;
    }

    /** Nobody chooses anything for such a call, and nobody is asked. */
    private boolean prefetch(@Nullable JsonNode schema) {
        if (!fields.flag("prefetch", false)) {
            return false;
        }
        String objection = writes()
                ? "a tool that writes is not called to begin with"
                : schema != null && !schema.path("required").isEmpty()
                        ? "a tool is called to begin with without "
                                + schema.path("required").get(0).asText() + ", which it needs"
                        : fields.has("approve") && !fields.isOff("approve")
                                ? "a tool that needs an approval is not called to begin with"
                                : null;
        if (objection != null) {
            problems.error(fields.line("prefetch"), objection, "remove prefetch, or bind what it needs");
        }
        return objection == null;
    }

    private List<String> invalidated() {
        if (fields.has("invalidates") && !writes()) {
            problems.error(fields.line("invalidates"), "a tool that reads invalidates nothing", "remove the key");
        }
        return fields.words("invalidates").stream().map(Fields.Word::text).toList();
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

    private @Nullable String field() {
        String field = fields.text("idempotency_field");
        if (field != null && !writes()) {
            problems.error(fields.line("idempotency_field"), "a tool that only reads needs no key", "remove it");
        }
        return field;
    }
}
