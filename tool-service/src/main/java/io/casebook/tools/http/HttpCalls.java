package io.casebook.tools.http;

import io.casebook.tools.call.Denied;
import io.casebook.vocabulary.tool.ToolFailure;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Carries calls out over HTTP. Thread-safe; callers are on virtual threads and wait. */
public final class HttpCalls {
    /** Why there is no result: the tool cannot be reached, or says that it cannot do anything now. */
    public static final String UNAVAILABLE = Reading.UNAVAILABLE;

    /** Why a call was not made: its deadline had passed. */
    public static final String DEADLINE_PASSED = "deadline_passed";

    /** Why there is no result: it did not come in time. */
    static final String TIMEOUT = "timeout";

    /** Why there is no result: the tool sent us to another server. */
    static final String REDIRECTED = "redirected";

    private final Sender sender;
    private final Installation installation;
    private final HttpSettings settings;
    private final InstantSource clock;
    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    /** @param sender sends the requests; it is closed by whoever made it */
    public HttpCalls(Sender sender, Installation installation, HttpSettings settings, InstantSource clock) {
        this.sender = sender;
        this.installation = installation;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Calls a tool that reads, again where that may help and time is left.
     *
     * @throws Denied where the call cannot be put together
     */
    public Executed read(Call call) throws InterruptedException {
        var prepared = call.tool().http().fill(call.arguments(), installation);
        var gate = gate(call);
        if (!gate.counts(call.tool().tool().limit(), clock.instant())) {
            throw limitReached(call);
        }
        if (!gate.enter()) {
            return new Executed(new ToolFailure(UNAVAILABLE), 0);
        }
        try {
            return new ReadTries(call, sender, gate.circuit(), settings, clock).run(prepared);
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
        var tool = call.tool().tool();
        var prepared = call.tool().http().fill(call.arguments(), installation);
        var header = tool.idempotencyHeader();
        if (header != null) {
            prepared = prepared.withHeader(header, call.id());
        }
        var gate = gate(call);
        if (!repeat && !gate.counts(tool.limit(), clock.instant())) {
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
            var sent = sender.send(prepared, within);
            if (sent instanceof Attempt.NotSent && RetryAfter.pause(call, null, 1, clock)) {
                // No byte left, so this is still the first try. A tool that restarts is back in no time.
                sent = sender.send(prepared, call.timeLeft(clock.instant()));
            }
            gate.circuit().record(sent.works(), clock.instant());
            return Sent.of(call.tool(), sent, prepared.secrets(), settings.largestResult(), repeat);
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
