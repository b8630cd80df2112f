package io.casebook.knowledge;

import io.casebook.knowledge.articles.ArticleLog;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.audits.UsageBook;
import io.casebook.knowledge.gaps.Drafts;
import io.casebook.knowledge.gaps.ErasedDrafts;
import io.casebook.knowledge.gaps.GapBook;
import io.casebook.knowledge.gaps.GapReport;
import io.casebook.knowledge.model.EmbeddingChoice;
import io.casebook.knowledge.model.Models;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.tasks.CompareLimits;
import io.casebook.knowledge.tasks.Comparing;
import io.casebook.knowledge.tasks.OrderLimits;
import io.casebook.knowledge.tasks.Ordering;
import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.tasks.ModelTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Makes the parts of the service that know nothing of beans. */
@ApplicationScoped
class KnowledgeBeans {

    @Produces
    @Singleton
    KnowledgeSettings settings(KnowledgeConfig config, PlatformSettings platform) {
        return new KnowledgeSettings(
                config.enabled(),
                config.inFlight(),
                config.positionWait(),
                config.writeWait(),
                config.staleAfter(),
                config.approximateAbove(),
                config.embeddingsCache()
                        .map(Path::of)
                        .orElseGet(() -> platform.dataDir().resolve("embeddings-cache")));
    }

    @Produces
    @Singleton
    Models models(KnowledgeConfig config, KnowledgeSettings settings, Embeddings inProcess) {
        var written = config.embeddings();
        var chosen = new EmbeddingChoice(
                written.provider(),
                written.baseUrl().orElse(""),
                written.model().orElse(""),
                written.dimensions());
        return new Models(
                chosen, inProcess, written.apiKey().orElse(null), written.timeout(), settings.embeddingsCache());
    }

    @Produces
    @Singleton
    KnowledgeIndex index(Models models) {
        return new KnowledgeIndex(new ArticleShelf(), models.atFirst());
    }

    @Produces
    @Singleton
    GapSettings gapSettings(GapConfig config) {
        return new GapSettings(config.enabled(), config.lookBack(), config.questions(), config.likeness());
    }

    @Produces
    @Singleton
    GapBook gapBook(GapSettings settings) {
        return new GapBook(settings.questions(), settings.lookBack());
    }

    @Produces
    @Singleton
    UsageBook usageBook() {
        return new UsageBook();
    }

    @Produces
    @Singleton
    Drafts drafts() {
        return new Drafts();
    }

    @Produces
    @Singleton
    GapReport gapReport(GapBook book, KnowledgeIndex index, GapSettings settings, Drafts drafts) {
        return new GapReport(
                book,
                index.shelf(),
                index::embeddings,
                settings.likeness(),
                drafts,
                GapReport.REST,
                InstantSource.system());
    }

    @Produces
    @Singleton
    ErasedDrafts erasedDrafts(KnowledgeIndex index, ArticleLog log, PlatformSettings platform) {
        return new ErasedDrafts(index.shelf(), log, platform.tenantId(), InstantSource.system());
    }

    @Produces
    @Singleton
    ModelSettings modelSettings(KnowledgeConfig config) {
        var written = config.models();
        return new ModelSettings(
                written.draft().orElse(List.of()),
                written.drafts(),
                written.compare().orElse(List.of()),
                written.pairs(),
                written.compareAfter(),
                written.rerank().orElse(List.of()),
                written.rerankWithin(),
                written.atOnce(),
                written.within());
    }

    @Produces
    @Singleton
    Ordering ordering(ModelTasks tasks, ModelSettings models) {
        return new Ordering(tasks, new OrderLimits(models.rerank(), models.rerankWithin()), InstantSource.system());
    }

    @Produces
    @Singleton
    Comparing comparing(KnowledgeIndex index, ModelTasks tasks, ModelSettings models) {
        var limits = new CompareLimits(
                models.compare(), models.within(), models.pairs(), models.compareAfter(), models.atOnce());
        return new Comparing(index, tasks, limits, InstantSource.system());
    }
}
