package io.casebook.tools.run;

import io.casebook.tools.call.Denied;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Carries calls out, whatever kind of tool they are of. Thread-safe; callers are on virtual threads and wait. */
public final class ToolCaller {
    /** Well within the time in which a worker has to begin to send. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final CallSettings settings;
    private final InstantSource clock;
    private final Vault vault;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    /** @param settings bounds of a call */
    public ToolCaller(CallSettings settings, InstantSource clock, Vault vault) {
        this.settings = settings;
        this.clock = clock;
        this.vault = vault;
    }

    /**
     * Calls a tool that reads, again where that may help and time is left.
     *
     * @throws Denied where the call cannot be put together
     */
    public Executed read(Call call) throws InterruptedException {
        requireAllowed(call);
        var ready = call.tool().carrier().prepare(call);
        var gate = gate(call);
        if (!gate.enter()) {
            return new Executed(new ToolFailure(Reasons.UNAVAILABLE), 0);
        }
        try {
            return new ReadTries(call, gate, settings, clock, vault).run(ready);
        } finally {
            gate.leave();
        }
    }

    /**
     * Calls a tool that writes, once.
     *
     * @param repeat true where the call may have arrived before: then the tool's own refusal may be about the repetition
     * @throws Denied where the call cannot be put together; nothing was sent then
     */
    public Sent write(Call call, boolean repeat) throws InterruptedException {
        requireAllowed(call);
        var ready = call.tool().carrier().prepare(call);
        var gate = gate(call);
        if (!gate.enter()) {
            return new Sent.Nothing("too many calls of the tool are under way");
        }
        try {
            if (!leftAlone(gate)) {
                return new Sent.Nothing("the tool asked to be left alone for a while");
            }
            var within = call.timeLeft(clock.instant());
            if (within.isZero()) {
                return new Sent.Nothing("the deadline has passed");
            }
            // What is in doubt is asked for whatever the circuit says.
            var allowed = gate.allows();
            if (!repeat && !allowed) {
                return new Sent.Nothing("the tool failed too often lately");
            }
            Attempt attempt = null;
            try {
                attempt = sendOrDoubt(call, ready, within);
            } finally {
                if (allowed) {
                    gate.ended(attempt);
                }
            }
            return judged(call, attempt, answer(call, ready), repeat);
        } finally {
            gate.leave();
        }
    }

    /** Waits for a moment where the tool wants to be left alone: a call that is written down as started has no time for more. */
    private boolean leftAlone(Gate gate) throws InterruptedException {
        var pause = gate.pause(clock.instant());
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            return false;
        }
        if (!pause.isZero()) {
            Thread.sleep(pause);
        }
        return true;
    }

    /** Sends a call that writes; after a fault of ours nobody knows how far it came. */
    private Attempt sendOrDoubt(Call call, Ready ready, Duration within) throws InterruptedException {
        try {
            return send(call, ready, within);
        } catch (Denied e) {
            // It could not be put together in the end, so nothing was sent.
            throw e;
        } catch (RuntimeException | Error e) {
            return new Attempt.Broken(Fault.of(call, e), false);
        }
    }

    /** Judges what came of a call that writes: whatever goes wrong with that, the call was sent. */
    private static Sent judged(Call call, Attempt attempt, Answer answer, boolean repeat) {
        try {
            return Sent.of(attempt, answer, repeat);
        } catch (RuntimeException | Error e) {
            return new Sent.InDoubt(Fault.of(call, e));
        }
    }

    private Answer answer(Call call, Ready ready) {
        return new Answer(call, ready.secrets(), settings.largestResult(), vault);
    }

    /**
     * Waits for what a tool brings later to a call that another worker made; null where it answers at once.
     *
     * @param since when the call was made
     * @param within how long it may take until all that came back since is known
     * @throws Denied where the call cannot be put together
     */
    public @Nullable Awaited<Sent> resume(Call call, Instant since, Duration within) throws InterruptedException {
        requireAllowed(call);
        var ready = call.tool().carrier().prepare(call);
        var awaited = ready.resume(since, within);
        if (awaited == null) {
            return null;
        }
        var answer = answer(call, ready);
        return new Awaited<>() {
            @Override
            public @Nullable Sent soFar() {
                var attempt = awaited.soFar();
                return attempt == null ? null : judged(call, attempt, answer, false);
            }

            @Override
            public void close() {
                awaited.close();
            }
        };
    }

    private Attempt send(Call call, Ready ready, Duration within) throws InterruptedException {
        var attempt = ready.send(within);
        // No byte left, so the next one is still the first try. A tool that restarts is back in no time.
        var unsent = attempt instanceof Attempt.NotSent || attempt instanceof Attempt.BusyHere;
        return unsent && RetryAfter.pause(call, null, 1, clock) ? ready.send(call.timeLeft(clock.instant())) : attempt;
    }

    /** What is told of a call that nothing was called for: the content, as an answer of the tool is told. */
    public ToolOutcome given(Call call, JsonNode content) {
        return switch (new Answer(call, Set.of(), settings.largestResult(), vault)
                .fit(new Attempt.Done(content, null))) {
            case Answer.Fit.Good good -> good.success();
            case Answer.Fit.Bad bad -> new ToolFailure(Reasons.INVALID_OUTPUT);
        };
    }

    /** What was told of an earlier answer, once more: it has been held against {@code returns} and picked from already. */
    public ToolOutcome told(Call call, JsonNode content) {
        var success = new Answer(call, Set.of(), settings.largestResult(), vault).told(content);
        return success == null ? new ToolFailure(Reasons.INVALID_OUTPUT) : success;
    }

    /** Nothing goes past this class to a tool, so here a sandbox is closed, whatever was decided before. */
    private static void requireAllowed(Call call) {
        if (!call.caller().sandbox().allows(call.tool().tool())) {
            throw new Denied(
                    Denied.SANDBOXED,
                    "%s is not called in a rehearsal, and neither a recorded result nor `sandbox` in tools.yaml answers for it"
                            .formatted(call.tool().name()));
        }
    }

    private Gate gate(Call call) {
        return gates.computeIfAbsent(
                call.caller().agentId() + "/" + call.tool().name(),
                name -> new Gate(
                        name, settings.callsPerTool(), settings.circuitPause(), clock.withZone(ZoneOffset.UTC)));
    }
}
