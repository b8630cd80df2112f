package io.casebook.bench.knowledge;

import io.casebook.bench.Figures;
import io.casebook.platform.embedding.InProcessEmbeddings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** {@code casebook bench knowledge}: quality of finding, intents, then speed at a size that a company has. */
public final class Knowledge {
    private final Path home;
    private final Path data;
    private final Figures figures;
    private final boolean quick;
    private final InProcessEmbeddings embeddings = new InProcessEmbeddings();

    /**
     * @param home where Casebook is
     * @param quick a short run
     */
    public Knowledge(Path home, Figures figures, boolean quick) {
        this.home = home;
        this.data = home.resolveSibling("shared").resolve("data");
        this.figures = figures;
        this.quick = quick;
    }

    /** How well passages are found, and intents told apart. */
    public void quality() throws IOException {
        QualityFigures.print(home, data, figures, embeddings);
        IntentFigures.print(data, figures, embeddings, quick);
    }

    /**
     * How fast.
     *
     * @param kafka address of a broker, which gets topics of its own for this
     */
    public void speed(String kafka) throws IOException, InterruptedException {
        var articles = new LinkedHashMap<>(Corpus.shop(home));
        var guidelines = Guidelines.articles(data);
        if (guidelines != null) {
            articles.putAll(guidelines);
        }
        new SpeedFigures(figures, articles, questions(), embeddings, quick).print(kafka);
    }

    /** What customers ask in one sentence. */
    private List<String> questions() throws IOException {
        var tables = home.resolve("bench/questions");
        var asked = new ArrayList<Questions.Asked>();
        for (var table : List.of(Questions.shop(tables), Questions.guidelines(tables))) {
            Stream.of(table.fitted(), table.heldOut()).forEach(asked::addAll);
        }
        return asked.stream()
                .filter(question -> !question.answers().isEmpty())
                .map(Questions.Asked::text)
                .filter(text -> !text.matches(".*[.!?]\\s.*"))
                .toList();
    }
}
