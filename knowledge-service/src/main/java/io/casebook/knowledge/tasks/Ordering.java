package io.casebook.knowledge.tasks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.casebook.knowledge.gaps.PersonalData;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.Shortlist;
import io.casebook.platform.tasks.Material;
import io.casebook.platform.tasks.ModelTasks;
import io.casebook.platform.tasks.Task;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.platform.tasks.TaskOutcome;
import io.casebook.vocabulary.event.Lane;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a model have the last word on the order of what a search found, if it says it in time. Where it does not, the order is that of the
 * scores: a search never fails for want of a model, and it never waits longer than it may.
 */
public final class Ordering {
    private static final Logger LOG = Logger.getLogger(Ordering.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNTER = "casebook.knowledge.rerank";

    /** About twice as many passages as are wanted are put in order, in these bounds. */
    private static final int FEWEST = 12;

    private static final int MOST = 20;

    /** Room for the question and what was said before it is left. */
    private static final int LONGEST_PASSAGES = 45_000;

    /** After the search comes the reply: a model may have this part of the time that is left for both. */
    private static final int SHARE_OF_TIME = 4;

    /** In less time than this no model answers. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    /** After so many failures in a row it is not waited for models for a while, and ever longer. */
    private static final int MOST_FAILURES = 3;

    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOGS = Duration.ofMinutes(1);

    private final ModelTasks tasks;
    private final OrderLimits limits;
    private final InstantSource clock;
    private int failures;
    private Backoff resting = Backoff.NONE;
    private Instant nextLog = Instant.MIN;

    /**
     * @param tasks who puts work to models
     * @param limits which models, and how long they may take
     * @param clock what time it is
     */
    public Ordering(ModelTasks tasks, OrderLimits limits, InstantSource clock) {
        this.tasks = tasks;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * What was found, in the order that a model says where it says one in time.
     *
     * @param left how much time is left for everything
     */
    public Found found(Shortlist shortlist, Duration left) throws InterruptedException {
        var offered = limits.models().isEmpty() ? List.<PassageText>of() : offered(shortlist);
        if (offered.size() < 2) {
            return shortlist.found();
        }
        var within = shorter(limits.within(), left.dividedBy(SHARE_OF_TIME));
        if (within.compareTo(SHORTEST) < 0) {
            count("no_time");
            return shortlist.found();
        }
        if (rests()) {
            count("resting");
            return shortlist.found();
        }
        var task = task(shortlist, offered, within);
        var outcome = task == null ? null : outcome(task, within);
        return outcome == null ? shortlist.found() : ordered(shortlist, outcome, offered.size());
    }

    private @Nullable TaskOutcome outcome(Task task, Duration within) throws InterruptedException {
        try {
            return tasks.ask(task).toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            failed("late", "no answer within " + within);
        } catch (ExecutionException e) {
            failed("failed", "unavailable");
        }
        return null;
    }

    private Found ordered(Shortlist shortlist, TaskOutcome outcome, int offered) {
        switch (outcome) {
            case TaskOutcome.Failed fault -> failed("failed", fault.reasonCode());
            case TaskOutcome.Answered answered -> {
                answers();
                var order = RankedPassages.order(answered.answer(), offered);
                if (order != null) {
                    count("ordered");
                    return shortlist.found(order, answered.model());
                }
                count("unusable");
                log("unusable answer of " + answered.model());
            }
        }
        return shortlist.found();
    }

    /** What a model is shown: the best passages, as far as a model of a small context can read them. */
    private static List<PassageText> offered(Shortlist shortlist) {
        var wanted = Math.clamp(2L * shortlist.query().passages(), FEWEST, MOST);
        var offered = new ArrayList<PassageText>();
        var left = LONGEST_PASSAGES;
        for (var passage : shortlist.first(wanted)) {
            left -= passage.title().length() + passage.text().length();
            if (left < 0) {
                break;
            }
            offered.add(passage);
        }
        return offered;
    }

    private @Nullable Task task(Shortlist shortlist, List<PassageText> offered, Duration within) {
        var passages = JSON.createArrayNode();
        offered.forEach(
                passage -> passages.addObject().put("title", passage.title()).put("text", passage.text()));
        var material = new TreeMap<String, String>();
        material.put(Material.QUESTION, masked(shortlist.query().text()));
        material.put(Material.PASSAGES, passages.toString());
        var context = shortlist.query().context();
        if (context != null && !context.isBlank()) {
            material.put(Material.CONTEXT, masked(context));
        }
        if (Task.objection(TaskKind.RANK_PASSAGES, material) != null) {
            count("too_long");
            return null;
        }
        return new Task(TaskKind.RANK_PASSAGES, Lane.INTERACTIVE, limits.models(), within, null, Map.copyOf(material));
    }

    private static String masked(String text) {
        return PersonalData.mask(text, List.of()).text();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private synchronized boolean rests() {
        return resting.rests(clock.instant());
    }

    private synchronized void answers() {
        failures = 0;
        resting = Backoff.NONE;
    }

    private void failed(String outcome, String reason) {
        count(outcome);
        log(reason);
        synchronized (this) {
            failures++;
            if (failures >= MOST_FAILURES) {
                resting = resting.failed(clock.instant(), FIRST_REST);
            }
        }
    }

    private static void count(String outcome) {
        Metrics.counter(COUNTER, "outcome", outcome).increment();
    }

    /** At most once a minute, and nothing of what was asked. */
    private void log(String reason) {
        synchronized (this) {
            var now = clock.instant();
            if (now.isBefore(nextLog)) {
                return;
            }
            nextLog = now.plus(BETWEEN_LOGS);
        }
        LOG.warnf("what searches find stays in the order of its scores: %s", reason);
    }
}
