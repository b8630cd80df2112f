package io.casebook.gateway.completion;

import io.casebook.gateway.answer.Verdict;
import io.casebook.gateway.endpoint.Call;
import io.casebook.gateway.endpoint.Endpoint;
import io.casebook.gateway.endpoint.Reply;
import io.casebook.gateway.models.Capability;
import io.casebook.gateway.models.ModelSpec;
import io.casebook.gateway.prompt.Prompt;
import io.casebook.gateway.prompt.PromptWriter;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A model over the network: asked once more where that may help, never more often. */
final class RemoteModel implements Model {
    private static final Logger LOG = Logger.getLogger(RemoteModel.class);

    /** Up to this wait the endpoint's wish is granted even where another model could answer at once. */
    private static final Duration SHORT_WAIT = Duration.ofSeconds(1);

    /** What a model gives up for that is its own fault, or its provider's. */
    private static final Set<String> AGAINST_THE_MODEL =
            Set.of("unavailable", "timeout", "unauthenticated", "unknown_model", "rejected");

    static final String CONTEXT_EXCEEDED = "context_exceeded";

    /** How long a model rests that is asked too much and does not say for how long. */
    private static final Duration RATE_LIMITED_FOR = Duration.ofMillis(500);

    private static final int USUAL_ANSWER_TOKENS = 300;

    private final ModelSpec spec;
    private final Endpoint endpoint;
    private final Gates gates;
    private final Health health;
    private final Duration backoff;

    RemoteModel(ModelSpec spec, Endpoint endpoint, Gates gates, Health health, Duration backoff) {
        this.spec = spec;
        this.endpoint = endpoint;
        this.gates = gates;
        this.health = health;
        this.backoff = backoff;
    }

    @Override
    public boolean admits() {
        return health.admits();
    }

    @Override
    public @Nullable Duration patience(Question question) {
        return spec.hedgeAfter() != null
                ? spec.hedgeAfter()
                : health.tooSlow(question.inquiry().purpose());
    }

    @Override
    public void tooSlow() {
        health.failed();
    }

    @Override
    public Outcome ask(Question question, boolean last) throws InterruptedException {
        if (question.inquiry().needsTools() && !spec.can(Capability.TOOLS)) {
            health.spared();
            return new Outcome.GaveUp("no_tools", "the request has tools, and the model has none of the capability");
        }
        var outcome = answer(question, last);
        if (Thread.currentThread().isInterrupted()) {
            health.spared();
            throw new InterruptedException();
        }
        if (outcome instanceof Outcome.GaveUp(var code, var detail)) {
            if (AGAINST_THE_MODEL.contains(code)) {
                health.failed();
            } else {
                health.spared();
            }
        }
        return outcome;
    }

    private Outcome answer(Question question, boolean last) throws InterruptedException {
        var deadline = question.deadline();
        var room = question.mayBeShortened() ? room() : Long.MAX_VALUE;
        var prompt = question.inquiry().prompt(spec.family(), room);
        var first = attempt(question, prompt, deadline, last);
        if (first instanceof Attempt.Useless useless && useless.worthAsking() && !deadline.passed()) {
            var again = attempt(question, PromptWriter.again(prompt, useless.rejected()), deadline, last);
            return outcome(again);
        }
        return outcome(first);
    }

    private static Outcome outcome(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Done(var outcome) -> outcome;
            case Attempt.Useless useless ->
                new Outcome.GaveUp("rejected", useless.rejected().reasonCode());
        };
    }

    /** What came of one prompt. */
    private sealed interface Attempt {
        record Done(Outcome outcome) implements Attempt {}

        record Useless(RejectedAttempt rejected, boolean worthAsking) implements Attempt {}
    }

    private Attempt attempt(Question question, Prompt prompt, Deadline deadline, boolean last)
            throws InterruptedException {
        return switch (reply(question, prompt, deadline, last)) {
            case Reply.Failed failed -> new Attempt.Done(new Outcome.GaveUp(failed.reasonCode(), failed.detail()));
            case Reply.Unreadable(var detail) -> useless(question, "unreadable", sentence(detail), true);
            case Reply.Answered answered ->
                switch (question.inquiry().read(spec.name(), answered, prompt)) {
                    case Verdict.Usable(var answer) ->
                        new Attempt.Done(new Outcome.Answered(
                                answer.withPriced(spec.prices().known())));
                    case Verdict.Unusable(var code, var detail, var worthAsking) -> {
                        question.wasted(answered.usage());
                        yield useless(question, code, detail, worthAsking);
                    }
                };
        };
    }

    private Attempt useless(Question question, String reasonCode, String detail, boolean worthAsking) {
        var rejected = new RejectedAttempt(spec.name(), reasonCode, detail);
        question.reject(rejected);
        LOG.debugf(
                "answer rejected: request=%s model=%s reason=%s",
                question.inquiry().id(), spec.name(), reasonCode);
        return new Attempt.Useless(rejected, worthAsking);
    }

    private static String sentence(String detail) {
        return Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + ".";
    }

    /** Asks, and where the endpoint stumbled once more after a pause, if the time allows it. */
    private Reply reply(Question question, Prompt prompt, Deadline deadline, boolean last) throws InterruptedException {
        var estimate = estimate(prompt);
        if (spec.context() > 0 && estimate > spec.context()) {
            return failed(
                    CONTEXT_EXCEEDED,
                    "the prompt is longer than the %d tokens of the model's context, with all left out that can be"
                            .formatted(spec.context()));
        }
        for (var tries = 1; ; tries++) {
            var patience = last ? deadline : deadline.within(SHORT_WAIT);
            if (!gates.pass(question, estimate, patience)) {
                return failed("rate_limited", "the model's limits leave no room before the deadline");
            }
            var started = System.nanoTime();
            var reply = endpoint.ask(prompt, call(question, deadline));
            settle(question, reply, estimate, Duration.ofNanos(System.nanoTime() - started));
            if (!(reply instanceof Reply.Failed failed) || !failed.passing() || tries > 1) {
                return reply;
            }
            LOG.debugf(
                    "model call failed: request=%s model=%s reason=%s",
                    question.inquiry().id(), spec.name(), failed.reasonCode());
            if (!pause(failed, deadline, last)) {
                return failed;
            }
        }
    }

    private Call call(Question question, Deadline deadline) {
        return new Call(
                deadline.within(spec.timeout()).left(), question.inquiry().form(), gates::learn);
    }

    private boolean pause(Reply.Failed failed, Deadline deadline, boolean last) throws InterruptedException {
        var asked = failed.retryAfter();
        if (asked == null && failed.reasonCode().equals("rate_limited")) {
            asked = RATE_LIMITED_FOR;
        }
        if (asked != null) {
            gates.close(asked);
            // The gates do the waiting: whoever comes meanwhile waits too.
            return asked.toNanos() < deadline.leftNanos() && (last || asked.compareTo(SHORT_WAIT) <= 0);
        }
        var nanos = (long) (backoff.toNanos() * (1 + ThreadLocalRandom.current().nextDouble()));
        if (nanos >= deadline.leftNanos()) {
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(nanos);
        return true;
    }

    /** How many tokens a prompt may have. */
    private long room() {
        return spec.context() > 0 ? Math.max(0, spec.context() - answerTokens()) : Long.MAX_VALUE;
    }

    private long estimate(Prompt prompt) {
        return prompt.estimatedTokens() + answerTokens();
    }

    private int answerTokens() {
        return spec.maxOutput() > 0 ? spec.maxOutput() : USUAL_ANSWER_TOKENS;
    }

    private void settle(Question question, Reply reply, long estimate, Duration taken) {
        if (reply instanceof Reply.Answered answered) {
            gates.settle(
                    estimate, answered.usage().inputTokens() + answered.usage().outputTokens());
            health.answered(question.inquiry().purpose(), taken);
        }
    }

    private static Reply failed(String reasonCode, String detail) {
        return new Reply.Failed(reasonCode, detail, false, null);
    }
}
