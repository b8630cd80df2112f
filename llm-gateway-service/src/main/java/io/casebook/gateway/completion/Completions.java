package io.casebook.gateway.completion;

import io.casebook.gateway.answer.AnswerReader;
import io.casebook.gateway.prompt.PromptWriter;
import io.casebook.platform.definition.CompiledDefinition;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into results: always one, whatever happens, unless the process stops in the middle; then Kafka brings the request
 * again. A request that comes again is answered as before and not put to a
 * model a second time, as far as this instance remembers.
 */
public final class Completions {
    private static final Logger LOG = Logger.getLogger(Completions.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(5);

    private final Models models;
    private final Definitions definitions;
    private final Duration definitionWait;
    private final RecentResults<CompletionResult> recent;
    private final PromptWriter prompts = new PromptWriter();
    private final AnswerReader answers = new AnswerReader();

    /**
     * The way from requests to results.
     *
     * @param definitionWait how long a version that is not known yet is waited for
     */
    public Completions(
            Models models, Definitions definitions, Duration definitionWait, RecentResults<CompletionResult> recent) {
        this.models = models;
        this.definitions = definitions;
        this.definitionWait = definitionWait;
        this.recent = recent;
    }

    /** Answers a request of a lane; waits as long as its deadline allows. */
    public CompletionResult answer(CompletionRequest request, Lane lane) {
        try {
            recent.waitForOthers(request.requestedAt(), WAIT_FOR_OTHERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        }
        return recent.once(request.requestId(), () -> work(request, lane));
    }

    private CompletionResult work(CompletionRequest request, Lane lane) {
        var started = System.nanoTime();
        var deadline = Deadline.at(request.deadlineAt());
        try {
            if (request.deadlineAt().equals(Instant.EPOCH)) {
                return fault(request, started, List.of(), "invalid_request", "the request names no deadline");
            }
            if (deadline.passed()) {
                return late(request, started, List.of());
            }
            var definition = definition(request, deadline);
            if (definition == null) {
                return fault(
                        request,
                        started,
                        List.of(),
                        "unknown_definition",
                        "version " + request.definition().version() + " of the agent is not published");
            }
            return ask(
                    request,
                    new Question(new Inquiry.Turn(request, definition, prompts, answers), lane, deadline),
                    started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        } catch (StoppingException e) {
            throw e;
        } catch (RuntimeException e) {
            // A result must come in any case: without one the turn would wait for its deadline.
            LOG.errorf(
                    "request failed: request=%s purpose=%s error=%s at=%s",
                    request.requestId(),
                    request.purpose(),
                    e.getClass().getName(),
                    e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
            return fault(
                    request,
                    started,
                    List.of(),
                    "internal",
                    "the gateway failed: " + e.getClass().getSimpleName());
        }
    }

    private @Nullable CompiledDefinition definition(CompletionRequest request, Deadline deadline)
            throws InterruptedException {
        var until = deadline.within(definitionWait);
        var definition = definitions.find(request.definition());
        while (definition == null && !until.passed()) {
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            definition = definitions.find(request.definition());
        }
        return definition;
    }

    private CompletionResult ask(CompletionRequest request, Question question, long started)
            throws InterruptedException {
        if (request.models().isEmpty()) {
            return fault(
                    request,
                    started,
                    List.of(),
                    "no_model",
                    "agent.yaml names no model for the role " + request.role());
        }
        var outcome = new Race(question, models.candidates(request.models(), request.conversationId())).run();
        if (Thread.currentThread().isInterrupted()) {
            throw new StoppingException();
        }
        return result(request, started, question.rejected(), question.told(outcome));
    }

    private static CompletionResult late(CompletionRequest request, long started, List<RejectedAttempt> rejected) {
        return fault(request, started, rejected, "deadline_exceeded", "no time was left");
    }

    private static CompletionResult fault(
            CompletionRequest request, long started, List<RejectedAttempt> rejected, String reasonCode, String detail) {
        return result(request, started, rejected, new CompletionFault(reasonCode, Question.bounded(detail)));
    }

    private static CompletionResult result(
            CompletionRequest request, long started, List<RejectedAttempt> rejected, CompletionOutcome outcome) {
        return new CompletionResult(
                request.requestId(),
                request.tenantId(),
                request.conversationId(),
                request.turn(),
                request.epoch(),
                Instant.now(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                rejected,
                outcome);
    }
}
