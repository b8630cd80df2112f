package io.casebook.tools.run;

import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One call of a tool that reads: tried, and tried again where that may help. */
final class ReadTries {
    private final Call call;
    private final Gate gate;
    private final CallSettings settings;
    private final InstantSource clock;
    private final Vault vault;

    /** The best that is known while no try has brought a result. */
    private ToolFailure failure = new ToolFailure(Reasons.DEADLINE_PASSED);

    ReadTries(Call call, Gate gate, CallSettings settings, InstantSource clock, Vault vault) {
        this.call = call;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
        this.vault = vault;
    }

    Executed run(Ready ready) throws InterruptedException {
        var answer = new Answer(call, ready.secrets(), settings.largestResult(), vault);
        for (var attempt = 1; ; attempt++) {
            if (call.timeLeft(clock.instant()).isZero()) {
                return new Executed(failure, attempt - 1);
            }
            if (!leftAlone()) {
                return new Executed(attempt == 1 ? new ToolFailure(Reasons.RATE_LIMITED) : failure, attempt - 1);
            }
            if (!gate.allows()) {
                return new Executed(attempt == 1 ? new ToolFailure(Reasons.UNAVAILABLE) : failure, attempt - 1);
            }
            var sent = send(ready);
            var result = judge(sent, answer);
            if (result != null) {
                return new Executed(result, attempt);
            }
            if (attempt >= settings.readAttempts() || !RetryAfter.pause(call, sent.retryAfter(), attempt, clock)) {
                return new Executed(failure, attempt);
            }
        }
    }

    /** Waits while the tool wants to be left alone; false, at once, where that would be past the deadline. */
    private boolean leftAlone() throws InterruptedException {
        while (true) {
            var now = clock.instant();
            var pause = gate.pause(now);
            if (pause.isZero()) {
                return true;
            }
            var spread = pause.plus(
                    RetryAfter.spread(pause, ThreadLocalRandom.current().nextDouble()));
            if (!now.plus(spread).isBefore(call.deadline())) {
                log("the tool asked to be left alone until after the deadline");
                return false;
            }
            Thread.sleep(spread);
        }
    }

    private Attempt send(Ready ready) throws InterruptedException {
        Attempt sent = null;
        try {
            sent = ready.send(call.timeLeft(clock.instant()));
            return sent;
        } finally {
            gate.ended(sent);
        }
    }

    /** The result of a try; null where another try may bring a better one. */
    private @Nullable ToolOutcome judge(Attempt sent, Answer answer) {
        return switch (sent) {
            case Attempt.Done done ->
                switch (answer.fit(done)) {
                    case Answer.Fit.Good good -> good.success();
                    case Answer.Fit.Bad bad -> unusable(bad.unusable());
                };
            case Attempt.Unusable unusable -> unusable(unusable);
            case Attempt.Refused refused ->
                failed(answer.failure(refused.reason(), refused.status(), refused.told()), refused.mayPass());
            case Attempt.Overloaded overloaded ->
                failed(
                        answer.failure(Reasons.UNAVAILABLE, overloaded.status(), overloaded.told()),
                        overloaded.mayPass());
            case Attempt.Elsewhere elsewhere -> new ToolFailure(Reasons.REDIRECTED, elsewhere.status(), null);
            case Attempt.NotSent notSent -> {
                log(notSent.why());
                yield failed(new ToolFailure(Reasons.UNAVAILABLE), true);
            }
            case Attempt.BusyHere busy -> {
                log(busy.why());
                yield failed(new ToolFailure(Reasons.UNAVAILABLE), true);
            }
            case Attempt.Broken broken -> {
                log(broken.why());
                yield failed(new ToolFailure(broken.late() ? Reasons.TIMEOUT : Reasons.UNAVAILABLE), true);
            }
        };
    }

    private @Nullable ToolFailure failed(ToolFailure failed, boolean mayPass) {
        failure = failed;
        return mayPass ? null : failed;
    }

    private ToolFailure unusable(Attempt.Unusable unusable) {
        log(unusable.why());
        return new ToolFailure(Reasons.INVALID_OUTPUT, unusable.status(), null);
    }

    private void log(String why) {
        Whys.say(call, why);
    }
}
