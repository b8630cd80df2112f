package io.casebook.tools.http;

import io.casebook.tools.call.Denied;
import io.casebook.vocabulary.tool.ToolFailure;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Carries calls out over HTTP. Thread-safe; callers are on virtual threads and wait. */
public final class HttpCalls {
    private static final Logger LOG = Logger.getLogger(HttpCalls.class);

    /** Why there is no result: the tool cannot be reached, or says that it cannot do anything now. */
    public static final String UNAVAILABLE = Reading.UNAVAILABLE;

    /** Why a call was not made: its deadline had passed. */
    public static final String DEADLINE_PASSED = "deadline_passed";

    /** Why there is no result: it did not come in time. */
    static final String TIMEOUT = "timeout";

    /** Why there is no result: the tool sent us to another server. */
    static final String REDIRECTED = "redirected";

    private static final int MAX_REDIRECTS = 3;

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
            return read(call, prepared, gate);
        } finally {
            gate.leave();
        }
    }

    private Executed read(Call call, Prepared prepared, Gate gate) throws InterruptedException {
        var failure = new ToolFailure(DEADLINE_PASSED);
        var redirects = 0;
        var request = prepared;
        for (var attempt = 1; ; attempt++) {
            var within = timeLeft(call);
            if (within.isZero() || !gate.circuit().allows(clock.instant())) {
                var untried = attempt == 1 && !within.isZero();
                return new Executed(untried ? new ToolFailure(UNAVAILABLE) : failure, attempt - 1);
            }
            var sent = sender.send(request, within);
            gate.circuit().record(works(sent), clock.instant());
            String retryAfter = null;
            switch (sent) {
                case Attempt.NotSent notSent -> {
                    failure = new ToolFailure(UNAVAILABLE);
                    log(call, notSent.why());
                }
                case Attempt.Broken broken -> {
                    failure = new ToolFailure(broken.late() ? TIMEOUT : UNAVAILABLE);
                    log(call, broken.why());
                }
                case Attempt.Answered answer -> {
                    var to = followed(request, answer);
                    if (to != null && redirects < MAX_REDIRECTS) {
                        redirects++;
                        attempt--;
                        request = request.to(to);
                        continue;
                    }
                    var reading = Reading.of(call.tool(), answer, prepared.secrets(), settings.largestResult());
                    var outcome = outcome(call, reading);
                    if (!(outcome instanceof ToolFailure failed) || !mayHelp(answer)) {
                        return new Executed(outcome, attempt);
                    }
                    failure = failed;
                    retryAfter = answer.retryAfter();
                }
            }
            if (attempt >= settings.readAttempts() || !pause(call, retryAfter, attempt)) {
                return new Executed(failure, attempt);
            }
        }
    }

    private static io.casebook.vocabulary.tool.ToolOutcome outcome(Call call, Reading reading) {
        return switch (reading) {
            case Reading.Done done -> done.success();
            case Reading.Refused refused -> refused.failure();
            case Reading.Overloaded overloaded -> overloaded.failure();
            case Reading.Unusable unusable -> {
                log(call, unusable.why());
                yield new ToolFailure(Reading.INVALID_OUTPUT, unusable.status(), null);
            }
            case Reading.Elsewhere elsewhere -> new ToolFailure(REDIRECTED, elsewhere.status(), null);
        };
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
            var within = timeLeft(call);
            if (within.isZero()) {
                return new Sent.Nothing("the deadline has passed");
            }
            // What is in doubt is asked for whatever the circuit says.
            if (!repeat && !gate.circuit().allows(clock.instant())) {
                return new Sent.Nothing("the tool failed too often lately");
            }
            var sent = sender.send(prepared, within);
            if (sent instanceof Attempt.NotSent && pause(call, null, 1)) {
                // No byte left, so this is still the first try. A tool that restarts is back in no time.
                sent = sender.send(prepared, timeLeft(call));
            }
            gate.circuit().record(works(sent), clock.instant());
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

    private Duration timeLeft(Call call) {
        var left = Duration.between(clock.instant(), call.deadline());
        var timeout = call.tool().tool().timeout();
        return left.isNegative() ? Duration.ZERO : left.compareTo(timeout) < 0 ? left : timeout;
    }

    /** Waits before the next try; false where it would come too late. */
    private boolean pause(Call call, @Nullable String retryAfter, int attempt) throws InterruptedException {
        var now = clock.instant();
        var pause =
                RetryAfter.of(retryAfter, attempt, ThreadLocalRandom.current().nextDouble(), now);
        if (!now.plus(pause).isBefore(call.deadline())) {
            return false;
        }
        Thread.sleep(pause);
        return true;
    }

    /** Where a redirect leads, if it may be followed: from a plain question to the same server. */
    private static @Nullable URI followed(Prepared asked, Attempt.Answered answer) {
        var to = answer.location();
        var from = asked.uri();
        var follows = answer.status() >= 300
                && answer.status() < 400
                && to != null
                && asked.method().equals("GET")
                && from.getScheme().equalsIgnoreCase(to.getScheme())
                && from.getHost().equalsIgnoreCase(to.getHost())
                && from.getPort() == to.getPort()
                && to.getRawUserInfo() == null;
        return follows ? to : null;
    }

    private static boolean works(Attempt sent) {
        return sent instanceof Attempt.Answered answer && answer.status() < 500;
    }

    private static boolean mayHelp(Attempt.Answered answer) {
        return switch (answer.status()) {
            case 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
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

    private static void log(Call call, String why) {
        LOG.infof("tool call failed: tool=%s call=%s why=%s", call.tool().name(), call.id(), why);
    }
}
