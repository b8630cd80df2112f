package io.casebook.tools.http;

import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import java.net.URI;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One call of a tool that reads: tried, redirected within the same server, and tried again where that may help. */
final class ReadTries {
    private static final Logger LOG = Logger.getLogger(ReadTries.class);
    private static final int MAX_REDIRECTS = 3;

    private final Call call;
    private final Sender sender;
    private final Circuit circuit;
    private final HttpSettings settings;
    private final InstantSource clock;
    private int redirects;

    /** The best that is known while no try has brought a result. */
    private ToolFailure failure = new ToolFailure(HttpCalls.DEADLINE_PASSED);

    ReadTries(Call call, Sender sender, Circuit circuit, HttpSettings settings, InstantSource clock) {
        this.call = call;
        this.sender = sender;
        this.circuit = circuit;
        this.settings = settings;
        this.clock = clock;
    }

    Executed run(Prepared prepared) throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            if (call.timeLeft(clock.instant()).isZero()) {
                return new Executed(failure, attempt - 1);
            }
            if (!circuit.allows(clock.instant())) {
                return new Executed(attempt == 1 ? new ToolFailure(Reading.UNAVAILABLE) : failure, attempt - 1);
            }
            var sent = send(prepared);
            var result = judge(sent, prepared);
            if (result != null) {
                return new Executed(result, attempt);
            }
            var retryAfter = sent instanceof Attempt.Answered answer ? answer.retryAfter() : null;
            if (attempt >= settings.readAttempts() || !RetryAfter.pause(call, retryAfter, attempt, clock)) {
                return new Executed(failure, attempt);
            }
        }
    }

    /** Sends it, and again to wherever the same server points. */
    private Attempt send(Prepared prepared) throws InterruptedException {
        var request = prepared;
        while (true) {
            var sent = sender.send(request, call.timeLeft(clock.instant()));
            circuit.record(sent.works(), clock.instant());
            var to = sent instanceof Attempt.Answered answer ? redirect(request, answer) : null;
            if (to == null || redirects >= MAX_REDIRECTS) {
                return sent;
            }
            redirects++;
            request = request.to(to);
        }
    }

    /** The result of a try; null where another try may bring a better one. */
    private @Nullable ToolOutcome judge(Attempt sent, Prepared prepared) {
        switch (sent) {
            case Attempt.NotSent notSent -> {
                failure = new ToolFailure(Reading.UNAVAILABLE);
                log(notSent.why());
                return null;
            }
            case Attempt.Broken broken -> {
                failure = new ToolFailure(broken.late() ? HttpCalls.TIMEOUT : Reading.UNAVAILABLE);
                log(broken.why());
                return null;
            }
            case Attempt.Answered answer -> {
                var outcome = outcome(Reading.of(call.tool(), answer, prepared.secrets(), settings.largestResult()));
                if (outcome instanceof ToolFailure failed && mayPass(answer.status())) {
                    failure = failed;
                    return null;
                }
                return outcome;
            }
        }
    }

    private ToolOutcome outcome(Reading reading) {
        return switch (reading) {
            case Reading.Done done -> done.success();
            case Reading.Refused refused -> refused.failure();
            case Reading.Overloaded overloaded -> overloaded.failure();
            case Reading.Unusable unusable -> {
                log(unusable.why());
                yield new ToolFailure(Reading.INVALID_OUTPUT, unusable.status(), null);
            }
            case Reading.Elsewhere elsewhere -> new ToolFailure(HttpCalls.REDIRECTED, elsewhere.status(), null);
        };
    }

    private static boolean mayPass(int status) {
        return switch (status) {
            case 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /** Where a redirect leads, if it may be followed: from a plain question to the same server. */
    private static @Nullable URI redirect(Prepared asked, Attempt.Answered answer) {
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

    private void log(String why) {
        LOG.infof("tool call failed: tool=%s call=%s why=%s", call.tool().name(), call.id(), why);
    }
}
