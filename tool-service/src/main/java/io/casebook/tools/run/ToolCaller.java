package io.casebook.tools.run;

import io.casebook.tools.call.Denied;
import io.casebook.vocabulary.tool.ToolFailure;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Carries calls out, whatever kind of tool they are of. Thread-safe; callers are on virtual threads and wait. */
public final class ToolCaller {
    private final CallSettings settings;
    private final InstantSource clock;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    /** @param settings bounds of a call */
    public ToolCaller(CallSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Calls a tool that reads, again where that may help and time is left.
     *
     * @throws Denied where the call cannot be put together
     */
    public Executed read(Call call) throws InterruptedException {
        var ready = call.tool().carrier().prepare(call);
        var gate = gate(call);
        if (!gate.counts(call.tool().tool().limit(), clock.instant())) {
            throw limitReached(call);
        }
        if (!gate.enter()) {
            return new Executed(new ToolFailure(Reasons.UNAVAILABLE), 0);
        }
        try {
            return new ReadTries(call, gate.circuit(), settings, clock).run(ready);
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
        var ready = call.tool().carrier().prepare(call);
        var gate = gate(call);
        if (!repeat && !gate.counts(call.tool().tool().limit(), clock.instant())) {
            throw limitReached(call);
        }
        if (!gate.enter()) {
            return new Sent.Nothing("too many calls of the tool are under way");
        }
        try {
            var within = call.timeLeft(clock.instant());
            if (within.isZero()) {
                return new Sent.Nothing("the deadline has passed");
            }
            // What is in doubt is asked for whatever the circuit says.
            if (!repeat && !gate.circuit().allows(clock.instant())) {
                return new Sent.Nothing("the tool failed too often lately");
            }
            var attempt = ready.send(within);
            if (attempt instanceof Attempt.NotSent && RetryAfter.pause(call, null, 1, clock)) {
                // No byte left, so this is still the first try. A tool that restarts is back in no time.
                attempt = ready.send(call.timeLeft(clock.instant()));
            }
            gate.circuit().record(attempt.works(), clock.instant());
            return Sent.of(attempt, new Answer(call.tool(), ready.secrets(), settings.largestResult()), repeat);
        } finally {
            gate.leave();
        }
    }

    private Gate gate(Call call) {
        return gates.computeIfAbsent(
                call.agentId() + "/" + call.tool().name(),
                name -> new Gate(settings.callsPerTool(), new Circuit(settings.circuitPause())));
    }

    private static Denied limitReached(Call call) {
        var limit = call.tool().tool().limit();
        return new Denied(
                Denied.LIMIT_REACHED,
                "%s was called as often as its limit allows%s; try later"
                        .formatted(
                                call.tool().name(),
                                limit == null ? "" : " (" + limit.calls() + " per " + limit.per() + ")"));
    }
}
