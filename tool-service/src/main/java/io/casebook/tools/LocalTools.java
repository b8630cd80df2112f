package io.casebook.tools;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.tools.call.Origin;
import io.casebook.tools.later.PendingReturns;
import io.casebook.tools.ledger.LimitedReads;
import io.casebook.tools.ledger.MemoryLedger;
import io.casebook.tools.ledger.WriteCalls;
import io.casebook.tools.mcp.Programs;
import io.casebook.tools.network.Network;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Sandbox;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.run.Whys;
import io.casebook.tools.sandbox.Recordings;
import io.casebook.tools.sandbox.SandboxAnswers;
import io.casebook.tools.sql.Drivers;
import io.casebook.tools.template.Installation;
import io.casebook.tools.vault.Vault;
import io.casebook.tools.vault.VaultKey;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
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
                CallSettings.DEFAULTS,
                Installation.ofProcess(secretsDir),
                new PendingReturns(within -> {}),
                1,
                new Reach(network(), Programs.ANY, Drivers.ANY));
        var vault = new Vault(VaultKey.random());
        var caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), vault);
        var ledger = new MemoryLedger();
        this.calls = new ToolCalls(
                ref -> definition,
                new CompiledTools(connections.kinds()),
                caller,
                new WriteCalls(
                        ledger,
                        new CallerTries(caller),
                        new CheckInquiry(caller, InstantSource.system()),
                        InstantSource.system()),
                new LimitedReads(ledger, InstantSource.system()),
                new ResultCache(CACHE_BYTES),
                vault,
                Sandbox.OFF,
                new SandboxAnswers(Recordings.none()),
                InstantSource.system());
    }

    /** What the environment declares, as for the service; else this machine, because that is where somebody tries a tool. */
    private static Network network() {
        var declared = System.getenv("CASEBOOK_TOOLS_PRIVATE_HOSTS");
        return Network.of(declared == null || declared.isBlank() ? Network.THIS_MACHINE : List.of(declared.split(",")));
    }

    /** Calls a tool under the full policy, and says why tries of it came to nothing. */
    public Tried tried(ToolCallRequest request) {
        return Tried.of(Whys.hearing(() -> answer(request)));
    }

    /** Calls a tool under the full policy. */
    public ToolCallResult answer(ToolCallRequest request) {
        return calls.answer(request, Origin.BY_HAND);
    }

    @Override
    public void close() {
        connections.close();
    }
}
