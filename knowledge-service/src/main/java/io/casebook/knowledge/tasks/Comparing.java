package io.casebook.knowledge.tasks;

import io.casebook.knowledge.audits.Comparison;
import io.casebook.knowledge.audits.PassagePair;
import io.casebook.knowledge.audits.Suspects;
import io.casebook.knowledge.audits.Verdict;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.platform.tasks.ModelTasks;
import io.casebook.platform.tasks.TaskOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Has models judge whether articles contradict each other, after these were left alone for a while: pair by pair, most alike first, each pair once
 * for what it says. What a model has judged is kept as long as both passages stand there.
 */
public final class Comparing {
    private static final Logger LOG = Logger.getLogger(Comparing.class);

    /** How long a pair rests that no model could judge. */
    static final Duration PAIR_RESTS = Duration.ofMinutes(10);

    /** How long all pairs rest after a failure: who is overloaded is not helped by the next pair. */
    static final Duration ALL_REST = Duration.ofMinutes(1);

    private final KnowledgeIndex index;
    private final ModelTasks tasks;
    private final CompareLimits limits;
    private final InstantSource clock;

    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Map<String, Backoff> failed = new HashMap<>();
    private final Map<String, Instant> underWay = new HashMap<>();
    private Backoff resting = Backoff.NONE;
    private Suspects suspects = new Suspects(List.of(), 0);
    private long looked = -1;
    private long seen = -1;
    private Instant since = Instant.MIN;
    private int asked;
    private volatile Comparison comparison = Comparison.NONE;

    /**
     * @param index the articles
     * @param tasks who puts work to models
     * @param limits which models, and how much
     * @param clock what time it is
     */
    public Comparing(KnowledgeIndex index, ModelTasks tasks, CompareLimits limits, InstantSource clock) {
        this.index = index;
        this.tasks = tasks;
        this.limits = limits;
        this.clock = clock;
    }

    /** What was judged so far. Another one whenever there is something new. */
    public Comparison comparison() {
        return comparison;
    }

    /** Looks once whether the articles have changed, and asks as far as there is room. */
    public void step() {
        var now = clock.instant();
        var position = index.position();
        if (position != seen) {
            seen = position;
            since = now;
        }
        if (position < 0 || now.isBefore(since.plus(limits.after()))) {
            return;
        }
        if (position != looked) {
            look(position, now);
        }
        for (var pair : suspects.pairs()) {
            if (!judge(pair, now)) {
                return;
            }
        }
    }

    /** Only one thread steps, and looking takes its time: nobody waits for it. */
    private void look(long position, Instant now) {
        var found = Suspects.in(index, now);
        synchronized (this) {
            suspects = found;
            looked = position;
            asked = 0;
            var keys = found.pairs().stream().map(PassagePair::key).collect(Collectors.toSet());
            verdicts.keySet().retainAll(keys);
            failed.keySet().retainAll(keys);
            tell();
        }
        LOG.infof(
                "articles are compared: position=%d pairs=%d left=%d",
                position, found.pairs().size(), found.left());
    }

    /** Answers whether there is room for more. */
    private boolean judge(PassagePair pair, Instant now) {
        var key = pair.key();
        synchronized (this) {
            if (verdicts.containsKey(key)
                    || underWay.containsKey(key)
                    || failed.getOrDefault(key, Backoff.NONE).rests(now)) {
                return true;
            }
        }
        var task = Compared.task(pair, limits);
        if (task == null) {
            return true;
        }
        if (tasks.known(task) instanceof TaskOutcome.Answered before) {
            settle(pair, before);
            return true;
        }
        synchronized (this) {
            if (resting.rests(now) || asked >= limits.pairs() || underWay.size() >= limits.atOnce()) {
                return false;
            }
            asked++;
            underWay.put(key, now);
        }
        var _ = tasks.ask(task).thenAccept(outcome -> settle(pair, outcome));
        return true;
    }

    private synchronized void settle(PassagePair pair, TaskOutcome outcome) {
        var key = pair.key();
        var now = clock.instant();
        underWay.remove(key);
        switch (outcome) {
            case TaskOutcome.Answered answered -> {
                resting = Backoff.NONE;
                var verdict = Compared.verdict(pair, answered);
                if (verdict == null) {
                    LOG.warnf("a comparison of articles cannot be used: model=%s", answered.model());
                    rests(key, now);
                } else {
                    verdicts.put(key, verdict);
                    failed.remove(key);
                }
            }
            case TaskOutcome.Failed fault -> {
                LOG.warnf("articles were not compared: reason=%s", fault.reasonCode());
                // What was not judged has cost nothing of the bound.
                asked = Math.max(0, asked - 1);
                resting = resting.failed(now, ALL_REST);
                rests(key, now);
            }
        }
        tell();
    }

    private void rests(String key, Instant now) {
        failed.put(key, failed.getOrDefault(key, Backoff.NONE).failed(now, PAIR_RESTS));
    }

    private void tell() {
        comparison = new Comparison(looked, suspects.pairs(), verdicts, failed.size(), suspects.left());
    }
}
