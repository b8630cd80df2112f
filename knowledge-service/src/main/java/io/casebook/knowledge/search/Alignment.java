package io.casebook.knowledge.search;

import io.casebook.platform.embedding.Embeddings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the likeness that a model tells comparable with that of the model which answerability was fitted with. One model calls
 * everything 0.8 alike and another little above 0.3; what both tell is how far a question is from what answers it and from what does
 * not. So each model is asked the same few questions, beside what answers them and what does not, and its figures are moved and
 * stretched onto those of the fitted model.
 */
record Alignment(double slope, double offset) {
    /** The model that the weights of {@link Answerability} were fitted with needs none. */
    static final Alignment NONE = new Alignment(1, 0);

    static final String FITTED_MODEL = "all-minilm-l6-v2-q";

    /** What the fitted model tells on average of questions and what answers them, and what does not. */
    static final double FITTED_RELATED = 0.642;

    static final double FITTED_UNRELATED = 0.063;

    /** A model that tells the two apart by less than this tells nothing that may be relied on. */
    private static final double LEAST_DIFFERENCE = 0.03;

    private static final String PAIRS = "alignment.txt";

    /** How alike a model finds questions and what answers them, and questions and what does not. */
    record Told(double related, double unrelated) {}

    /** The alignment of a model; null where it does not tell what answers a question from what does not. */
    static @Nullable Alignment of(Embeddings model) {
        if (model.modelId().equals(FITTED_MODEL)) {
            return NONE;
        }
        var told = told(model);
        var difference = told.related - told.unrelated;
        if (difference < LEAST_DIFFERENCE) {
            return null;
        }
        var slope = (FITTED_RELATED - FITTED_UNRELATED) / difference;
        return new Alignment(slope, FITTED_UNRELATED - slope * told.unrelated);
    }

    /** What a model tells of the pairs that are kept for this. */
    static Told told(Embeddings model) {
        var pairs = pairs();
        var questions = model.embedAll(pairs.stream().map(pair -> pair[0]).toList());
        var answers = model.embedAll(pairs.stream().map(pair -> pair[1]).toList());
        var related = 0.0;
        var unrelated = 0.0;
        for (var i = 0; i < questions.size(); i++) {
            for (var j = 0; j < answers.size(); j++) {
                var likeness = Vectors.dot(questions.get(i), answers.get(j));
                related += i == j ? likeness : 0;
                unrelated += i == j ? 0 : likeness;
            }
        }
        var count = questions.size();
        return new Told(related / count, unrelated / (count * (count - 1.0)));
    }

    /** The likeness as the fitted model would tell it, about. */
    double of(double likeness) {
        return Math.clamp(slope * likeness + offset, 0, 1);
    }

    private static List<String[]> pairs() {
        try (var stream = Alignment.class.getResourceAsStream(PAIRS)) {
            if (stream == null) {
                throw new IllegalStateException(PAIRS + " is missing; rebuild the module");
            }
            return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
                    .lines()
                    .map(line -> line.split("\\|", 2))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(PAIRS + " cannot be read", e);
        }
    }
}
