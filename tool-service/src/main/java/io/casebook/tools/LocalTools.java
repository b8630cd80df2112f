package io.casebook.tools;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.tools.later.PendingReturns;
import io.casebook.tools.ledger.MemoryLedger;
import io.casebook.tools.ledger.WriteCalls;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.template.Installation;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The tools of one definition, called in this process without Kafka: the same checks, tries and redaction as in the service, and
 * a ledger that ends with the process. Thread-safe.
 */
public final class LocalTools implements AutoCloseable {
    private static final long CACHE_BYTES = 1 << 20;

    private final Connections connections;
    private final ToolCalls calls;

    /** @param secretsDir directory with one file a secret; null for none */
    public LocalTools(AgentDefinition definition, @Nullable Path secretsDir) {
        this.connections = new Connections(
                CallSettings.DEFAULTS, Installation.ofProcess(secretsDir), new PendingReturns(within -> {}));
        var caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system());
        this.calls = new ToolCalls(
                ref -> definition,
                new CompiledTools(connections.kinds()),
                caller,
                new WriteCalls(new MemoryLedger(), caller::write, InstantSource.system()),
                new ResultCache(CACHE_BYTES),
                InstantSource.system());
    }

    /** Calls a tool under the full policy. */
    public ToolCallResult answer(ToolCallRequest request) {
        return calls.answer(request);
    }

    @Override
    public void close() {
        connections.close();
    }
}
