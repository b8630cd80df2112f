package io.casebook.knowledge;

import io.casebook.knowledge.gaps.Drafts;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.tasks.Comparing;
import io.casebook.knowledge.tasks.DraftLimits;
import io.casebook.knowledge.tasks.Drafting;
import io.casebook.knowledge.tasks.Repeating;
import io.casebook.knowledge.tasks.Writers;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.tasks.ModelTasks;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Starts and stops what puts work to models in the background, where there are models for it. */
@ApplicationScoped
class ModelWork {
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** What people resolve is not written about faster than that; each look puts all new questions together. */
    private static final Duration EVERY_DRAFT = Duration.ofSeconds(5);

    private final KnowledgeSettings service;
    private final ModelSettings models;
    private final GapSettings gaps;
    private final KnowledgeService knowledge;
    private final LogFollowing following;
    private final GapReport report;
    private final Drafts drafts;
    private final Comparing comparing;
    private final ModelTasks tasks;
    private final DefinitionCatalog definitions;
    private final List<Repeating> running = new ArrayList<>();

    ModelWork(
            KnowledgeSettings service,
            ModelSettings models,
            GapSettings gaps,
            KnowledgeService knowledge,
            LogFollowing following,
            GapReport report,
            Drafts drafts,
            Comparing comparing,
            ModelTasks tasks,
            DefinitionCatalog definitions) {
        this.service = service;
        this.models = models;
        this.gaps = gaps;
        this.knowledge = knowledge;
        this.following = following;
        this.report = report;
        this.drafts = drafts;
        this.comparing = comparing;
        this.tasks = tasks;
        this.definitions = definitions;
    }

    void start(@Observes StartupEvent event) {
        if (!service.enabled()) {
            return;
        }
        if (gaps.enabled() && models.drafting()) {
            var writers = new Writers(models.draft(), agentId -> definitions.live(agentId, ""));
            var limits = new DraftLimits(writers, models.within(), models.drafts(), models.atOnce());
            var drafting = new Drafting(report, drafts, tasks, limits, InstantSource.system());
            running.add(Repeating.start("knowledge-drafts", EVERY_DRAFT, this::caughtUp, drafting::step));
        }
        if (!models.compare().isEmpty()) {
            running.add(Repeating.start("knowledge-compare", EVERY, knowledge::caughtUp, comparing::step));
        }
    }

    /** Of half a log nobody should make anything that costs money. */
    private boolean caughtUp() {
        return knowledge.caughtUp() && following.caughtUp();
    }

    void stop(@Observes ShutdownEvent event) {
        running.forEach(Repeating::close);
    }
}
