package io.casebook.gateway.builtin;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.vocabulary.IntentScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Tells which procedure of one definition a message is about. It knows the procedures by their examples, questions for articles by
 * general ones of its own, and has two classes that it never names: small talk, and requests that other companies get. What
 * belongs to those leaves little confidence for the rest.
 *
 * <p>A linear classifier over embeddings, sharpened by the nearest examples; the constants were chosen on the sample agent, and
 * {@code IntentModelTest} holds what they reach. Immutable.
 */
public final class IntentModel {
    private static final String SMALL_TALK = "";
    private static final String OTHER_REQUEST = " ";
    private static final double SHARPNESS = 1.6;

    /**
     * What the nearest examples count beside the classifier: little where there are few, because then they are near by chance, and
     * much where there are many. The most was chosen on a fifth of BANKING77's examples that was held out of the others.
     */
    private static final double LEAST_NEARNESS = 6;

    private static final double MOST_NEARNESS = 40;
    private static final double NEARNESS_OF_AN_EXAMPLE = 0.5;

    private static final double NEAREST = 0.6;
    private static final int NEIGHBOURS = 3;

    /** What a sentence of a longer message counts beside the whole. */
    private static final double SENTENCE = 0.92;

    private static final int MOST_SENTENCES = 6;
    private static final int LONGEST = 1200;

    private final Embeddings embeddings;
    private final List<String> names;
    private final LinearClassifier classifier;
    private final float[][][] examples;
    private final double nearness;

    private IntentModel(Embeddings embeddings, List<String> names, LinearClassifier classifier, float[][][] examples) {
        this.embeddings = embeddings;
        this.names = names;
        this.classifier = classifier;
        this.examples = examples;
        this.nearness = Math.clamp(NEARNESS_OF_AN_EXAMPLE * usualCount(), LEAST_NEARNESS, MOST_NEARNESS);
    }

    /** How many examples an intent usually has: the median. */
    private double usualCount() {
        var counts = Arrays.stream(examples)
                .limit(namedCount())
                .mapToInt(each -> each.length)
                .sorted()
                .toArray();
        return counts.length == 0 ? 0 : counts[counts.length / 2];
    }

    /** Learns the procedures of a definition. */
    public static IntentModel of(AgentDefinition definition, Embeddings embeddings) {
        var names = new ArrayList<String>();
        var texts = new ArrayList<List<String>>();
        for (var procedure : definition.procedures().values()) {
            names.add(procedure.id());
            var own = new ArrayList<>(procedure.examples());
            own.add(procedure.when());
            texts.add(own);
        }
        if (definition.knowledge().on()) {
            names.add(Intents.KNOWLEDGE);
            texts.add(TextResource.lines("knowledge-questions.txt"));
        }
        names.add(SMALL_TALK);
        texts.add(TextResource.lines("other-subjects.txt"));
        names.add(OTHER_REQUEST);
        texts.add(TextResource.lines("other-requests.txt"));
        return learn(embeddings, names, texts);
    }

    private static IntentModel learn(Embeddings embeddings, List<String> names, List<List<String>> texts) {
        var examples = new float[names.size()][][];
        var all = new ArrayList<float[]>();
        var classes = new ArrayList<Integer>();
        for (var c = 0; c < names.size(); c++) {
            examples[c] = embeddings
                    .embedAll(texts.get(c).stream().map(MessageText::plain).toList())
                    .toArray(float[][]::new);
            for (var vector : examples[c]) {
                all.add(vector);
                classes.add(c);
            }
        }
        var classifier = LinearClassifier.fit(
                all.toArray(float[][]::new),
                classes.stream().mapToInt(Integer::intValue).toArray(),
                names.size());
        return new IntentModel(embeddings, List.copyOf(names), classifier, examples);
    }

    /** The likeliest intents of a message, best first, each with a confidence from 0 to 1. */
    public List<IntentScore> classify(String message) {
        var text = MessageText.plain(message);
        if (text.isBlank()) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        parts.add(text.substring(0, Math.min(text.length(), LONGEST)));
        var sentences = Sentences.of(text);
        if (sentences.size() > 1) {
            sentences.stream()
                    .filter(sentence -> MessageText.words(sentence) >= 3)
                    .limit(MOST_SENTENCES)
                    .forEach(parts::add);
        }
        var vectors = embeddings.embedAll(parts);
        var best = probabilities(vectors.getFirst());
        for (var vector : vectors.subList(1, vectors.size())) {
            var part = probabilities(vector);
            for (var c = 0; c < best.length; c++) {
                best[c] = Math.max(best[c], SENTENCE * part[c]);
            }
        }
        return ranked(best);
    }

    private List<IntentScore> ranked(double[] confidences) {
        // Several sentences can each be sure of something else: then none of it is sure.
        var doubt = Math.sqrt(
                Math.max(1, Arrays.stream(confidences).limit(namedCount()).sum()));
        var scores = new ArrayList<IntentScore>();
        for (var c = 0; c < namedCount(); c++) {
            scores.add(new IntentScore(names.get(c), confidences[c] / doubt));
        }
        scores.sort(
                Comparator.comparingDouble(IntentScore::confidence).reversed().thenComparing(IntentScore::intent));
        return scores.stream().limit(Intents.MOST).toList();
    }

    private int namedCount() {
        return names.size() - 2;
    }

    private double[] probabilities(float[] vector) {
        var logits = classifier.logits(vector);
        for (var c = 0; c < logits.length; c++) {
            logits[c] = SHARPNESS * logits[c] + nearness * nearness(vector, examples[c]);
        }
        Vectors.softmax(logits);
        return logits;
    }

    private static double nearness(float[] vector, float[][] among) {
        var likeness = new double[among.length];
        for (var i = 0; i < among.length; i++) {
            likeness[i] = Vectors.dot(vector, among[i]);
        }
        Arrays.sort(likeness);
        var count = Math.min(NEIGHBOURS, likeness.length);
        var sum = 0.0;
        for (var i = 0; i < count; i++) {
            sum += likeness[likeness.length - 1 - i];
        }
        return NEAREST * likeness[likeness.length - 1] + (1 - NEAREST) * sum / count;
    }
}
