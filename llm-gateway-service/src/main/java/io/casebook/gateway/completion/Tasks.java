package io.casebook.gateway.completion;

import io.casebook.gateway.prompt.TaskPrompts;
import io.casebook.platform.tasks.Task;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import io.casebook.vocabulary.llm.RejectedAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Turns tasks into results, by the same way to the models that requests of conversations take, and as surely: always one, unless the
 * process stops in the middle. What was answered lately is not put to a model again; what failed is, when it is asked again.
 */
public final class Tasks {
    private static final Logger LOG = Logger.getLogger(Tasks.class);
    private static final Duration WAIT_FOR_OTHERS = Duration.ofSeconds(5);

    private final Models models;
    private final RecentResults<ModelTaskResult> recent;
    private final TaskPrompts prompts = new TaskPrompts();

    /** The way from tasks to results. */
    public Tasks(Models models, RecentResults<ModelTaskResult> recent) {
        this.models = models;
        this.recent = recent;
    }

    /** Does a task; waits as long as its deadline allows. */
    public ModelTaskResult answer(ModelTask task) {
        try {
            recent.waitForOthers(task.requestedAt(), WAIT_FOR_OTHERS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        }
        return recent.once(task.taskId(), () -> work(task));
    }

    /** The result of a task that is not put to a model. */
    public static ModelTaskResult refused(ModelTask task, String reasonCode, String detail) {
        return result(task, System.nanoTime(), List.of(), new CompletionFault(reasonCode, Question.bounded(detail)));
    }

    private ModelTaskResult work(ModelTask task) {
        var started = System.nanoTime();
        try {
            var kind = TaskKind.of(task.kind()).orElse(null);
            if (kind == null) {
                return refused(
                        task, "unknown_task", "this gateway does not know how to do `%s`".formatted(task.kind()));
            }
            var material = plain(task.material());
            if (material.size() < task.material().size()) {
                return refused(task, "sealed", "a text of the task is sealed, and its key is not here");
            }
            var objection = Task.objection(kind, material);
            if (objection != null) {
                return refused(task, "invalid_request", objection);
            }
            var deadline = Deadline.at(task.deadlineAt());
            if (deadline.passed()) {
                return refused(task, "deadline_exceeded", "no time was left");
            }
            var inquiry = new Inquiry.Work(task, kind, material, prompts);
            return ask(task, new Question(inquiry, task.lane(), deadline), started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppingException();
        } catch (StoppingException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(
                    "task failed: task=%s error=%s at=%s",
                    task.taskId(), e.getClass().getName(), e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
            return refused(
                    task, "internal", "the gateway failed: " + e.getClass().getSimpleName());
        }
    }

    private ModelTaskResult ask(ModelTask task, Question question, long started) throws InterruptedException {
        if (task.models().isEmpty()) {
            return refused(task, "no_model", "the task names no model");
        }
        var outcome = new Race(question, models.candidates(task.models(), task.taskId())).run();
        if (Thread.currentThread().isInterrupted()) {
            throw new StoppingException();
        }
        return result(task, started, question.rejected(), question.told(outcome));
    }

    /** What can be read of the texts. */
    private static Map<String, String> plain(Map<String, PersonalText> material) {
        var plain = new HashMap<String, String>();
        material.forEach((name, text) -> {
            if (text.plain() != null) {
                plain.put(name, text.plain());
            }
        });
        return plain;
    }

    private static ModelTaskResult result(
            ModelTask task, long started, List<RejectedAttempt> rejected, CompletionOutcome outcome) {
        return new ModelTaskResult(
                task.taskId(),
                task.tenantId(),
                task.kind(),
                Instant.now(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started),
                rejected,
                outcome);
    }
}
