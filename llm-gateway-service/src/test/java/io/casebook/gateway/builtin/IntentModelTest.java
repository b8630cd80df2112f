package io.casebook.gateway.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.KnowledgePolicy;
import io.casebook.gateway.SampleAgent;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.vocabulary.IntentScore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the built-in classification reaches on the sample agent, with sentences that are neither among the procedures' examples nor
 * among the model's own. The thresholds are a little under what was measured; the figures are printed.
 */
class IntentModelTest {
    private static final InProcessEmbeddings EMBEDDINGS = new InProcessEmbeddings();
    private static AgentDefinition sample = AgentDefinition.defaults("none");
    private static IntentModel model = IntentModel.of(sample, EMBEDDINGS);

    @BeforeAll
    static void learn() {
        sample = SampleAgent.definition();
        var started = System.nanoTime();
        model = IntentModel.of(sample, EMBEDDINGS);
        System.out.printf(
                "learnt %d procedures in %d ms%n",
                sample.procedures().size(), (System.nanoTime() - started) / 1_000_000);
    }

    /** A sentence, what it is about, and what the model says. */
    private record Judged(String expected, String text, List<IntentScore> scores) {
        boolean right() {
            return !scores.isEmpty() && scores.getFirst().intent().equals(expected);
        }

        double confidence() {
            return scores.isEmpty() ? 0 : scores.getFirst().confidence();
        }

        @Override
        public String toString() {
            var best = scores.stream()
                    .limit(2)
                    .map(score -> "%s %.2f".formatted(score.intent(), score.confidence()))
                    .toList();
            return "%s | %s | %s".formatted(expected, text, best);
        }
    }

    private static List<Judged> judged(String resource) {
        var judged = new ArrayList<Judged>();
        for (var line : TestLines.of(resource)) {
            var cells = line.split("\t", 2);
            judged.add(new Judged(cells[0], cells[1], model.classify(cells[1])));
        }
        return judged;
    }

    private static List<Judged> judged(String resource, String expected) {
        return TestLines.of(resource).stream()
                .map(line -> new Judged(expected, line, model.classify(line)))
                .toList();
    }

    private static double share(List<Judged> judged, java.util.function.Predicate<Judged> predicate) {
        return judged.stream().filter(predicate).count() / (double) judged.size();
    }

    private static void print(String what, List<Judged> judged) {
        System.out.printf(
                "%s: n=%d right=%.3f right>=0.7=%.3f right>=0.6=%.3f wrong>=0.6=%.3f%n",
                what,
                judged.size(),
                share(judged, Judged::right),
                share(judged, one -> one.right() && one.confidence() >= 0.7),
                share(judged, one -> one.right() && one.confidence() >= 0.6),
                share(judged, one -> !one.right() && one.confidence() >= 0.6));
        judged.stream()
                .filter(one -> !one.right() || one.confidence() < 0.7)
                .forEach(one -> System.out.println("   " + one));
    }

    @Test
    void paraphrases_of_procedures_are_recognised_with_confidence() {
        var judged = judged("intents/paraphrases.tsv");
        print("paraphrases", judged);

        assertThat(share(judged, Judged::right)).isGreaterThanOrEqualTo(0.92);
        assertThat(share(judged, one -> one.right() && one.confidence() >= 0.7)).isGreaterThanOrEqualTo(0.82);
        assertThat(share(judged, one -> !one.right() && one.confidence() >= 0.6))
                .isLessThanOrEqualTo(0.04);
    }

    /** Written after the constants were chosen, so that nothing was fitted to it. */
    @Test
    void sentences_that_came_later_fare_as_well() {
        var all = judged("intents/paraphrases-later.tsv");
        var wanted =
                all.stream().filter(one -> !one.expected().equals("nothing")).toList();
        print("later", wanted);

        assertThat(share(wanted, Judged::right)).isGreaterThanOrEqualTo(0.88);
        assertThat(share(wanted, one -> !one.right() && one.confidence() >= 0.6))
                .isLessThanOrEqualTo(0.08);
        assertThat(all.stream().filter(one -> one.expected().equals("nothing")))
                .allSatisfy(one -> assertThat(one.confidence()).as(one.text()).isLessThan(0.45));
    }

    @Test
    void questions_about_rules_and_products_rank_knowledge_first() {
        var judged = judged("intents/knowledge.txt", Intents.KNOWLEDGE);
        print("knowledge", judged);

        assertThat(share(judged, Judged::right)).isGreaterThanOrEqualTo(0.85);
        assertThat(List.of("What is your return policy?", "How long does shipping take?", "Do you ship to Norway?"))
                .allSatisfy(question -> assertThat(model.classify(question).getFirst())
                        .satisfies(best -> assertThat(best.intent()).isEqualTo(Intents.KNOWLEDGE))
                        .satisfies(best -> assertThat(best.confidence()).isGreaterThan(0.6)));
    }

    @Test
    void what_is_no_business_of_the_agent_leaves_it_unsure() {
        var judged = judged("intents/unrelated.txt", "nothing");
        System.out.printf(
                "unrelated: n=%d highest=%.2f%n",
                judged.size(),
                judged.stream().mapToDouble(Judged::confidence).max().orElse(0));
        judged.stream().filter(one -> one.confidence() >= 0.35).forEach(one -> System.out.println("   " + one));

        assertThat(judged)
                .allSatisfy(one -> assertThat(one.confidence()).as(one.text()).isLessThan(0.45));
    }

    @Test
    void a_longer_message_is_understood_by_the_sentence_that_says_what_is_wanted() {
        var scores = model.classify(
                "Hi there, hope you are well. I bought a tent from you in May and we went camping with it"
                        + " twice. The weather was great. Now I cannot log in to my account, it says wrong password. Thanks, Kim");

        assertThat(scores.getFirst().intent()).isEqualTo("reset_password");
        assertThat(scores.getFirst().confidence()).isGreaterThan(0.6);
    }

    @Test
    void candidates_come_best_first_and_are_four_at_most_with_a_sum_of_at_most_one() {
        var scores = model.classify("I want my money back");

        assertThat(scores).hasSize(4);
        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b.confidence(), a.confidence()));
        assertThat(scores.stream().mapToDouble(IntentScore::confidence).sum()).isLessThanOrEqualTo(1.0001);
    }

    @Test
    void the_same_definition_learnt_twice_gives_the_same_scores() {
        var again = IntentModel.of(sample, EMBEDDINGS);

        assertThat(again.classify("where is my parcel")).isEqualTo(model.classify("where is my parcel"));
    }

    @Test
    void an_agent_without_articles_has_no_intent_knowledge() {
        var without =
                IntentModel.of(sample.toBuilder().knowledge(KnowledgePolicy.OFF).build(), EMBEDDINGS);

        assertThat(without.classify("What is your return policy?"))
                .extracting(IntentScore::intent)
                .doesNotContain(Intents.KNOWLEDGE);
    }

    @Test
    void a_message_without_words_has_no_intent() {
        assertThat(model.classify("  \n ")).isEmpty();
        assertThat(model.classify("https://example.com/x")).isEmpty();
    }
}
