package io.casebook.tools;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.tools.call.Checks;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Origin;
import io.casebook.tools.ledger.LedgerUnavailableException;
import io.casebook.tools.ledger.LimitedReads;
import io.casebook.tools.ledger.Order;
import io.casebook.tools.ledger.WriteCalls;
import io.casebook.tools.run.Call;
import io.casebook.tools.run.Caller;
import io.casebook.tools.run.CompiledTool;
import io.casebook.tools.run.Fault;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.Sandbox;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.sandbox.Recorded;
import io.casebook.tools.sandbox.SandboxAnswers;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One call from its request to its result: found, checked, run. Thread-safe; callers are on virtual threads and wait. */
final class ToolCalls {
    private static final Logger LOG = Logger.getLogger(ToolCalls.class);

    /** Why a call of a tool that reads failed: through a fault of ours. */
    static final String INTERNAL = "internal";

    /** A version that was published a moment ago may still be on its way here. */
    private static final Duration DEFINITION_WITHIN = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Definitions definitions;
    private final CompiledTools tools;
    private final ToolCaller caller;
    private final WriteCalls writes;
    private final LimitedReads limited;
    private final ResultCache cache;
    private final Vault vault;
    private final Sandbox sandbox;
    private final SandboxAnswers rehearsal;
    private final InstantSource clock;

    /** Finds the version of a definition; null where it is not known (yet). */
    @FunctionalInterface
    interface Definitions {
        @Nullable
        AgentDefinition find(DefinitionRef ref);
    }

    ToolCalls(
            Definitions definitions,
            CompiledTools tools,
            ToolCaller caller,
            WriteCalls writes,
            LimitedReads limited,
            ResultCache cache,
            Vault vault,
            Sandbox sandbox,
            SandboxAnswers rehearsal,
            InstantSource clock) {
        this.definitions = definitions;
        this.tools = tools;
        this.caller = caller;
        this.writes = writes;
        this.limited = limited;
        this.cache = cache;
        this.vault = vault;
        this.sandbox = sandbox;
        this.rehearsal = rehearsal;
        this.clock = clock;
    }

    /** Answers a request. What it throws when it is interrupted is no answer: the request must come again. */
    ToolCallResult answer(ToolCallRequest request, Origin origin) {
        var begun = clock.instant();
        try {
            return run(request, origin, begun);
        } catch (Denied e) {
            LOG.infof("tool call denied: tool=%s call=%s reason=%s", request.tool(), request.callId(), e.reason());
            return result(request, begun, 0, e.outcome());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(e);
        }
    }

    /** Compiles the tools of a definition ahead of the first call, and says in the log what cannot be called. */
    void prepare(AgentDefinition definition) {
        for (var tool : definition.tools().keySet()) {
            try {
                var _ = tools.find(definition, tool);
            } catch (Denied e) {
                LOG.warnf(
                        "a tool cannot be called: agent=%s version=%s tool=%s why=%s",
                        definition.agentId(),
                        definition.version(),
                        tool,
                        e.outcome().detail());
            }
        }
    }

    private ToolCallResult run(ToolCallRequest request, Origin origin, Instant begun) throws InterruptedException {
        var definition = definition(request);
        var tool = tools.find(definition, request.tool());
        var checked = Checks.check(tool.tool(), tool.parameters(), request, origin, vault);
        var hash = checked.hash();
        var call = new Call(
                request.callId(), caller(request, definition), tool, checked.arguments(), request.deadlineAt());
        var order = new Order(
                call,
                request.tenantId(),
                request.conversationId(),
                hash,
                request.requestedAt(),
                checker(definition, tool.tool()));
        if (call.caller().sandbox() != Sandbox.OFF) {
            return rehearsed(request, begun, call);
        }
        if (tool.tool().writes()) {
            try {
                return writes.run(order);
            } finally {
                // Also after a failure: what was read before may not hold any more.
                cache.forget(tool.tool().invalidates(), request);
            }
        }
        var question = ResultCache.Question.of(request, hash);
        var cached = cache.find(tool.tool(), question, request.conversationId(), begun);
        if (cached != null) {
            return result(request, begun, 0, cached);
        }
        var asking = cache.asks(question, request.conversationId());
        try {
            limited.count(order);
            var executed = caller.read(call);
            cache.keep(tool.tool(), asking, executed.outcome(), clock.instant());
            return result(request, begun, executed.attempts(), executed.outcome());
        } catch (Denied e) {
            throw e;
        } catch (LedgerUnavailableException e) {
            // Nobody can tell how often it was called.
            return result(request, begun, 0, new ToolFailure(Reasons.UNAVAILABLE));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            var _ = Fault.of(call, e);
            return result(request, begun, 0, new ToolFailure(INTERNAL));
        } finally {
            cache.ends(asking);
        }
    }

    /** A call that must change nothing: it stands on no ledger, counts for no limit and fills no cache. */
    private ToolCallResult rehearsed(ToolCallRequest request, Instant begun, Call call) throws InterruptedException {
        var recorded = rehearsal.find(call.tool().tool(), Personal.plain(request.arguments()), call.arguments());
        if (recorded != null) {
            var outcome = switch (recorded) {
                case Recorded.Returned returned -> caller.given(call, returned.content());
                case Recorded.Told told -> caller.told(call, told.content());
                case Recorded.Failed failed -> new ToolFailure(failed.reason());
            };
            return result(request, begun, 0, outcome);
        }
        var executed = caller.read(call);
        return result(request, begun, executed.attempts(), executed.outcome());
    }

    private @Nullable CompiledTool checker(AgentDefinition definition, Tool tool) {
        var check = tool.check();
        return check == null ? null : tools.find(definition, check.tool());
    }

    private Caller caller(ToolCallRequest request, AgentDefinition definition) {
        var kept = new HashSet<String>();
        definition.tools().values().forEach(tool -> kept.addAll(tool.receives()));
        return new Caller(
                definition.agentId(),
                request.conversationId(),
                request.customerId(),
                kept,
                sandbox.or(Sandbox.of(request.sandbox())));
    }

    private AgentDefinition definition(ToolCallRequest request) throws InterruptedException {
        var until = clock.instant().plus(DEFINITION_WITHIN);
        var latest = until.isBefore(request.deadlineAt()) ? until : request.deadlineAt();
        while (true) {
            var definition = definitions.find(request.definition());
            if (definition != null) {
                return definition;
            }
            if (!clock.instant().isBefore(latest)) {
                throw new Denied(
                        Denied.UNKNOWN_DEFINITION,
                        "version %s of the agent %s is not known; publish it"
                                .formatted(
                                        request.definition().version(),
                                        request.definition().agentId()));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private ToolCallResult result(ToolCallRequest request, Instant begun, int attempts, ToolOutcome outcome) {
        var now = clock.instant();
        return new ToolCallResult(
                request.callId(),
                request.tenantId(),
                request.conversationId(),
                request.tool(),
                now,
                Math.max(0, Duration.between(begun, now).toMillis()),
                attempts,
                outcome);
    }

    /** The service stops before the call was settled. */
    static final class StoppedException extends RuntimeException {
        StoppedException(InterruptedException cause) {
            super("the tool service is stopping", cause);
        }
    }
}
