package io.casebook.bench.knowledge;

import io.casebook.bench.Figures;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.Method;
import io.casebook.knowledge.search.PassageVectors;
import io.casebook.knowledge.search.SearchQuery;
import io.casebook.knowledge.search.VectorStore;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticlePublished;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** How fast an index of many passages answers, is built again from the log, and follows an edit; and how much memory it takes. */
final class SpeedFigures {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MEBIBYTE = 1024.0 * 1024;
    private static final int DEPTH = 10;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Figures figures;
    private final Map<String, ArticlePublished> real;
    private final List<String> questions;
    private final Embeddings embeddings;
    private final boolean quick;

    /**
     * @param real real articles, which the others are derived of
     * @param questions questions of a single sentence
     * @param embeddings the model of the real articles
     */
    SpeedFigures(
            Figures figures,
            Map<String, ArticlePublished> real,
            List<String> questions,
            Embeddings embeddings,
            boolean quick) {
        this.figures = figures;
        this.real = Map.copyOf(real);
        this.questions = List.copyOf(questions);
        this.embeddings = embeddings;
        this.quick = quick;
    }

    void print(String kafka) throws IOException, InterruptedException {
        computed(kafka);
        var derived = new Derived(real.values(), embeddings);
        var articles = derived.articles(quick ? 20_000 : 100_000);
        var folder = Files.createTempDirectory("casebook-bench-vectors");
        try (var log = new KnowledgeLog(kafka, "bench-many.");
                var store = VectorStore.open(folder, derived)) {
            Figures.say("publishing " + articles.size() + " articles");
            log.publish(articles);
            log.follow(new PassageVectors(derived, store)).close();
            Figures.say("their vectors are kept; building the index from the log again");
            try (var following = log.follow(new PassageVectors(derived, store))) {
                var index = following.index();
                var settings = settings(index);
                figures.print("passages", index.passages(), "passages", settings);
                figures.print(
                        "rebuild_passages_per_s",
                        following.passagesPerSecond(),
                        "1/s",
                        with(settings, "vectors", "kept"));
                // With the articles that the benchmark itself holds: more than an index alone.
                figures.print("heap_mb", heap(), "MiB", settings);
                searches(index, settings);
                edits(log, index, articles, settings);
                recall(index, articles, derived, settings);
            }
        }
    }

    /** From nothing: every vector is made by the model. */
    private void computed(String kafka) {
        try (var log = new KnowledgeLog(kafka, "bench-real.")) {
            log.publish(real);
            try (var following = log.follow(new PassageVectors(embeddings, null))) {
                figures.print(
                        "rebuild_passages_per_s",
                        following.passagesPerSecond(),
                        "1/s",
                        with(settings(following.index()), "vectors", "computed"));
            }
        }
    }

    private void searches(KnowledgeIndex index, Map<String, Object> settings) {
        // The questions are new to the model: what it remembers of them is not taken from an earlier round.
        for (var method : List.of(Method.RERANKED, Method.MEANING, Method.WORDS)) {
            for (var round = 0; round < 2; round++) {
                for (var question : questions) {
                    index.search(index.position(), query(question, method));
                }
            }
            var times = new Histogram(3);
            var processor = new Histogram(3);
            for (var round = 0; round < (quick ? 2 : 5); round++) {
                for (var question : questions) {
                    var asked = "Question %d: %s".formatted(round, question);
                    var began = System.nanoTime();
                    var used = THREADS.getCurrentThreadCpuTime();
                    index.search(index.position(), query(asked, method));
                    processor.recordValue(THREADS.getCurrentThreadCpuTime() - used);
                    times.recordValue(System.nanoTime() - began);
                }
            }
            var prefix = method == Method.RERANKED
                    ? "search"
                    : "search_" + method.name().toLowerCase(java.util.Locale.ROOT);
            var timed = with(settings, "searches", times.getTotalCount());
            figures.print(prefix + "_p50_ms", times.getValueAtPercentile(50) / NANOS_PER_MILLI, "ms", timed);
            // What a search costs whatever else the machine does; threads of the model's own are not in it.
            figures.print(prefix + "_cpu_p50_ms", processor.getValueAtPercentile(50) / NANOS_PER_MILLI, "ms", timed);
            figures.print(prefix + "_p95_ms", times.getValueAtPercentile(95) / NANOS_PER_MILLI, "ms", timed);
        }
    }

    /** From sending an edit to the log to finding it, on the full index. */
    private void edits(
            KnowledgeLog log,
            KnowledgeIndex index,
            Map<String, ArticlePublished> articles,
            Map<String, Object> settings)
            throws InterruptedException {
        var times = new Histogram(3);
        var ids = new ArrayList<>(articles.keySet());
        for (var i = 0; i < (quick ? 5 : 20); i++) {
            var word = "zyxwv" + i;
            var began = System.nanoTime();
            log.publish(ids.get(i * 7), Corpus.article("Edited", "The password of the day is " + word + "."));
            while (!finds(index, word)) {
                Thread.sleep(1);
            }
            times.recordValue(System.nanoTime() - began);
        }
        figures.print("edit_visible_ms", times.getValueAtPercentile(50) / NANOS_PER_MILLI, "ms", settings);
        figures.print("edit_visible_max_ms", times.getMaxValue() / NANOS_PER_MILLI, "ms", settings);
    }

    private static boolean finds(KnowledgeIndex index, String word) {
        return index.search(index.position(), query(word, Method.WORDS)).passages().stream()
                .anyMatch(passage -> passage.text().contains(word));
    }

    private void recall(
            KnowledgeIndex index,
            Map<String, ArticlePublished> articles,
            Embeddings derived,
            Map<String, Object> settings) {
        // Before the edits: they are on the log, and brute force does not know them.
        var position = articles.size() - 1L;
        var bruteForce = new BruteForce(articles, derived);
        var asked = questions.subList(0, Math.min(questions.size(), quick ? 20 : 100));
        var found = 0.0;
        for (var question : asked) {
            var best = new HashSet<>(bruteForce.best(question, DEPTH));
            var got = index.search(position, query(question, Method.MEANING)).passages().stream()
                    .map(passage -> passage.version().articleId() + "#" + passage.ordinal())
                    .filter(best::contains)
                    .count();
            found += (double) got / best.size();
        }
        figures.print("recall_at_10_vs_exact", found / asked.size(), "ratio", with(settings, "searches", asked.size()));
    }

    private static SearchQuery query(String question, Method method) {
        return new SearchQuery(
                        question,
                        DEPTH,
                        Set.of(Visibility.PUBLIC, Visibility.USERS),
                        Set.of(),
                        null,
                        null,
                        Instant.now())
                .by(method);
    }

    private static Map<String, Object> settings(KnowledgeIndex index) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("passages", index.passages());
        settings.put("dimensions", 384);
        settings.put("model", index.modelId());
        settings.put(
                "simd", ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent());
        return settings;
    }

    private static Map<String, Object> with(Map<String, Object> settings, String key, Object value) {
        var more = new LinkedHashMap<>(settings);
        more.put(key, value);
        return more;
    }

    /** The heap in use after a full collection. */
    private static double heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }
}
