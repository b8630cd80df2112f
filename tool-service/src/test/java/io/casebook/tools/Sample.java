package io.casebook.tools;

import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.tools.http.HttpKind;
import io.casebook.tools.http.Sender;
import io.casebook.tools.json.Json;
import io.casebook.tools.later.PendingReturns;
import io.casebook.tools.mcp.McpKind;
import io.casebook.tools.mcp.McpSessions;
import io.casebook.tools.mcp.Programs;
import io.casebook.tools.mock.MockKind;
import io.casebook.tools.network.Network;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.Caller;
import io.casebook.tools.run.CompiledTool;
import io.casebook.tools.run.Kinds;
import io.casebook.tools.run.Sandbox;
import io.casebook.tools.sql.Databases;
import io.casebook.tools.sql.Drivers;
import io.casebook.tools.sql.SqlKind;
import io.casebook.tools.template.Installation;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tools and calls to test with. */
public final class Sample {
    /** When every sample call is asked for. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** What most sample tools take. */
    public static final String REFUND = "{\"type\":\"object\",\"required\":[\"order_id\",\"amount\"],\"properties\":{"
            + "\"order_id\":{\"type\":\"string\",\"pattern\":\"^[0-9]{4}$\"},"
            + "\"amount\":{\"type\":\"number\",\"exclusiveMinimum\":0},"
            + "\"note\":{\"type\":\"string\",\"maxLength\":20}}}";

    /** Takes any arguments, for tests of what follows the checks. */
    public static final String ANYTHING = "{\"type\":\"object\",\"additionalProperties\":true}";

    /** An installation without variables and secrets. */
    public static final Installation BARE = new Installation(name -> null, null);

    /** This machine may be called: the tools of these tests are on it. */
    public static final Network NETWORK = Network.of(Network.THIS_MACHINE);

    /** All kinds of tools, with connections that live as long as the tests. */
    public static final Kinds KINDS = kinds(new Sender(Duration.ofSeconds(2), 1 << 20, NETWORK), BARE);

    /** Seals values, with a key of these tests. */
    public static final Vault VAULT = new Vault(new byte[Vault.KEY_BYTES]);

    /** Who makes the sample calls. */
    public static final Caller CALLER = new Caller("shop", "conversation-1", "customer-1", Set.of(), Sandbox.OFF);

    private Sample() {}

    /** All kinds of tools. */
    public static Kinds kinds(Sender sender, Installation installation) {
        return new Kinds(
                List.of(
                        new HttpKind(sender, installation),
                        new SqlKind(new Databases(Duration.ofSeconds(2), NETWORK, Drivers.ANY), installation, 1 << 20),
                        new McpKind(
                                new McpSessions(Duration.ofSeconds(2), 1 << 20, NETWORK),
                                installation,
                                NETWORK,
                                Programs.ANY),
                        new MockKind(installation)),
                new PendingReturns(within -> {}));
    }

    /** A condition of a tool, compiled as definitions have it. */
    public static Condition condition(String source) {
        var scope = Scope.ofTool(new Scope.Arguments(Set.of(), true));
        return switch (new Expressions(scope).condition(source)) {
            case Parsed.Good<Condition> good -> good.value();
            case Parsed.Bad<Condition> bad -> throw new IllegalArgumentException(String.valueOf(bad.faults()));
        };
    }

    /** A tool that reads, called with GET. */
    public static ToolBuilder reading(String url) {
        return Tool.reading("get_order")
                .parameters(ANYTHING)
                .execution(Map.of("http", Map.of("method", "GET", "url", url)));
    }

    /** A tool that writes, called with POST and the arguments as its body. */
    public static ToolBuilder writing(String url) {
        return Tool.writing("refund_order")
                .parameters(ANYTHING)
                .execution(Map.of("http", Map.of("method", "POST", "url", url, "json", Map.of("amount", "{amount}"))));
    }

    /** An {@code http} block. */
    public static Map<String, @Nullable Object> http(Object... keysAndValues) {
        Map<String, @Nullable Object> block = new LinkedHashMap<>();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            block.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return Map.of("http", block);
    }

    /** A call of a tool, due in a while from now. */
    public static Call call(Tool tool, String arguments) {
        return call(KINDS, tool, arguments);
    }

    /** A call of a tool, due in a while from now. */
    public static Call call(Kinds kinds, Tool tool, String arguments) {
        return call(kinds, tool, arguments, Instant.now().plus(Duration.ofSeconds(30)));
    }

    /** A call of a tool. */
    public static Call call(Tool tool, String arguments, Instant deadline) {
        return call(KINDS, tool, arguments, deadline);
    }

    /** A call of a tool. */
    public static Call call(Kinds kinds, Tool tool, String arguments, Instant deadline) {
        return new Call("call-1", CALLER, CompiledTool.of(tool, kinds), arguments(arguments), deadline);
    }

    /** Arguments from their text. */
    public static ObjectNode arguments(String json) {
        return (ObjectNode) Objects.requireNonNull(Json.parse(json), json);
    }

    /** A request of a call. */
    public static ToolCallRequest request(String tool, ToolEffect effect, String arguments) {
        return new ToolCallRequest(
                "call-1",
                "default",
                "conversation-1",
                "customer-1",
                1,
                1,
                new DefinitionRef("shop", "abc123abc123"),
                tool,
                effect,
                Personal.text(arguments),
                ContentHash.of(arguments),
                NOW,
                NOW.plusSeconds(30));
    }

    /** The same with a resource. */
    public static ToolCallRequest with(ToolCallRequest request, String resource, String json) {
        Map<String, PersonalText> more = new LinkedHashMap<>(request.resources());
        more.put(resource, Personal.text(json));
        return request.withResources(more);
    }
}
