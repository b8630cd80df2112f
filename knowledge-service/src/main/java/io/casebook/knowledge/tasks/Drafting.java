package io.casebook.knowledge.tasks;

import io.casebook.knowledge.gaps.Drafts;
import io.casebook.knowledge.gaps.GapCluster;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.gaps.Replies;
import io.casebook.knowledge.gaps.Review;
import io.casebook.platform.tasks.Material;
import io.casebook.platform.tasks.ModelTasks;
import io.casebook.platform.tasks.Task;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.platform.tasks.TaskOutcome;
import io.casebook.vocabulary.event.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Has articles written for the most wanted gaps that wait for review. A gap's article is written anew only when what people replied has
 * changed, and not more often than every ten minutes; what fails is tried again after ever longer times.
 */
public final class Drafting {
    private static final Logger LOG = Logger.getLogger(Drafting.class);

    /** How long a gap waits at least until it is written about again. */
    static final Duration PAUSE = Duration.ofMinutes(10);

    /** How many times the pause doubles after failures: up to about a day. */
    private static final int MOST_DOUBLINGS = 7;

    private static final int LONGEST_REPLIES = 20_000;

    private final GapReport report;
    private final Drafts drafts;
    private final ModelTasks tasks;
    private final DraftLimits limits;
    private final InstantSource clock;
    private final Map<String, Asked> asked = new HashMap<>();
    private int underWay;

    /** What was asked last for a gap, when, and how many times in a row it failed. */
    private record Asked(String taskId, Instant at, int failures) {
        boolean mayGiveWayTo(String other, Instant now) {
            var again = failures > 0 || !taskId.equals(other);
            return again && !at.plus(pause()).isAfter(now);
        }

        private Duration pause() {
            return PAUSE.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        }
    }

    /**
     * @param report the gaps
     * @param drafts where what is written goes
     * @param tasks who puts work to models
     * @param limits which models, and how much
     * @param clock what time it is
     */
    public Drafting(GapReport report, Drafts drafts, ModelTasks tasks, DraftLimits limits, InstantSource clock) {
        this.report = report;
        this.drafts = drafts;
        this.tasks = tasks;
        this.limits = limits;
        this.clock = clock;
    }

    /** Looks through the gaps once, and asks for what is missing as far as there is room. */
    public void step() {
        if (report.agents().stream()
                .allMatch(agent -> limits.writers().of(agent).isEmpty())) {
            // Where nobody writes, putting questions together would be work for nothing.
            return;
        }
        var reading = report.read();
        if (reading.waiting() > 0) {
            // Gaps are still being put together: what leads one may change.
            return;
        }
        forgetAllBut(reading);
        reading.clusters().stream()
                .filter(Drafting::wantsOne)
                .filter(gap -> !limits.writers().of(gap.agentId()).isEmpty())
                .limit(limits.gaps())
                .forEach(this::askFor);
    }

    private static boolean wantsOne(GapCluster gap) {
        var review = gap.review();
        return gap.replies() != null && gap.awaitsReview() && (review == null || review.state() != Review.State.SAVED);
    }

    private void askFor(GapCluster gap) {
        var replies = gap.replies();
        if (replies == null) {
            return;
        }
        var from = replies.within(LONGEST_REPLIES);
        var task = task(gap, from);
        if (begins(gap.id(), task.id())) {
            var _ = tasks.ask(task).thenAccept(outcome -> tell(gap.id(), task.id(), from, outcome));
        }
    }

    private Task task(GapCluster gap, Replies from) {
        return new Task(
                TaskKind.DRAFT_ARTICLE,
                Lane.BACKGROUND,
                limits.writers().of(gap.agentId()),
                limits.within(),
                gap.language(),
                Map.of(
                        Material.QUESTION,
                        gap.question(),
                        Material.QUESTIONS,
                        String.join("\n", from.questions()),
                        Material.REPLIES,
                        from.text()));
    }

    private synchronized boolean begins(String gapId, String taskId) {
        var now = clock.instant();
        var before = asked.get(gapId);
        if (underWay >= limits.atOnce() || (before != null && !before.mayGiveWayTo(taskId, now))) {
            return false;
        }
        var failures = before != null && before.taskId().equals(taskId) ? before.failures() : 0;
        asked.put(gapId, new Asked(taskId, now, failures));
        underWay++;
        return true;
    }

    private void tell(String gapId, String taskId, Replies from, TaskOutcome outcome) {
        var written = WrittenArticle.of(outcome);
        switch (written) {
            case WrittenArticle.Text text -> drafts.written(gapId, text.draft(from));
            case WrittenArticle.NoAnswer none -> drafts.unanswered(gapId, from, none.model());
            case WrittenArticle.Unusable unusable -> drafts.failed(gapId, from, unusable.reasonCode());
        }
        LOG.infof("article for a gap: gap=%s outcome=%s", gapId, written.word());
        ends(gapId, taskId, written instanceof WrittenArticle.Unusable);
    }

    private synchronized void ends(String gapId, String taskId, boolean failed) {
        underWay--;
        var before = asked.get(gapId);
        if (before != null && before.taskId().equals(taskId)) {
            asked.put(gapId, new Asked(taskId, before.at(), failed ? before.failures() + 1 : 0));
        }
    }

    private synchronized void forgetAllBut(GapReport.Reading reading) {
        var known = reading.clusters().stream().map(GapCluster::id).collect(Collectors.toSet());
        asked.keySet().retainAll(known);
    }
}
