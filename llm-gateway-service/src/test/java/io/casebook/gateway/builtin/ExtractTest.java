package io.casebook.gateway.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.gateway.Requests;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.llm.Passage;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Answers by quotation: on the articles of the example shop with figures, and on small passages by rule. */
class ExtractTest {
    private static final InProcessEmbeddings EMBEDDINGS = new InProcessEmbeddings();
    private static final Extract EXTRACT = new Extract(EMBEDDINGS);
    private static final SampleArticles ARTICLES = new SampleArticles(EMBEDDINGS);

    /** What the knowledge service says about passages that answer, and about such as do not. */
    private static final double ANSWERING = 0.85;

    private static final double NOT_ANSWERING = 0.35;

    @Test
    void questions_that_the_articles_answer_are_answered_with_the_right_sentences_and_confidence() {
        var questions = TestLines.of("intents/answers.tsv");
        var right = 0;
        var sure = 0;
        for (var line : questions) {
            var cells = line.split("\t");
            var answer = EXTRACT.answer(cells[0], ARTICLES.search(cells[0], 5), ANSWERING);
            var text = String.valueOf(answer.text());
            var fits = text.contains(cells[1]);
            right += fits ? 1 : 0;
            sure += answer.confidence() >= 0.75 ? 1 : 0;
            System.out.printf(
                    Locale.ROOT, "   %s %.2f | %s | %s%n", fits ? "+" : "-", answer.confidence(), cells[0], text);
        }
        System.out.printf("answers: n=%d right=%d confidence>=0.75=%d%n", questions.size(), right, sure);

        assertThat(right / (double) questions.size()).isGreaterThanOrEqualTo(0.85);
        assertThat(sure / (double) questions.size()).isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void what_the_articles_do_not_answer_is_quoted_without_confidence() {
        for (var question : TestLines.of("intents/unanswerable.txt")) {
            var answer = EXTRACT.answer(question, ARTICLES.search(question, 5), NOT_ANSWERING);
            System.out.printf(Locale.ROOT, "   %.2f | %s | %s%n", answer.confidence(), question, answer.text());

            assertThat(answer.confidence()).as(question).isLessThan(0.6);
        }
    }

    private static Passage passage(String text) {
        return Requests.passage("a", "An article", text, Visibility.PUBLIC);
    }

    private static String answer(String question, String passage) {
        return String.valueOf(
                EXTRACT.answer(question, List.of(passage(passage)), 0.9).text());
    }

    @Test
    void nothing_internal_is_quoted() {
        var answer = EXTRACT.answer(
                "How much goodwill may I give?",
                List.of(
                        Requests.passage("goodwill", "Goodwill", "First line may give EUR 15.", Visibility.INTERNAL),
                        Requests.passage("gifts", "Gift cards", "Gift cards are sent by e-mail.", Visibility.USERS)),
                0.9);

        assertThat(answer.text()).doesNotContain("EUR 15");
        assertThat(answer.source()).isNotNull();
        assertThat(answer.source().source().articleId()).isEqualTo("gifts");
    }

    @Test
    void without_passages_there_is_no_text_and_no_confidence() {
        assertThat(EXTRACT.answer("How long?", List.of(), null)).isEqualTo(Extract.Answer.NONE);
        assertThat(EXTRACT.answer(" ", List.of(passage("Text.")), 0.9)).isEqualTo(Extract.Answer.NONE);
        assertThat(EXTRACT.answer("How long?", List.of(passage("\n\n")), 0.9)).isEqualTo(Extract.Answer.NONE);
    }

    @Test
    void markup_is_taken_away() {
        assertThat(
                        answer(
                                "How do I return an order?",
                                "## Returns\n**Send** the order back with the [label](https://example.com/a_(b)) in *30* days, see `Orders`."))
                .isEqualTo("Send the order back with the label in 30 days, see Orders.");
    }

    @Test
    void a_list_is_quoted_whole_with_the_sentence_that_announces_it() {
        assertThat(
                        answer(
                                "Can I return water filters?",
                                "We are glad to help with anything else that you would like to know about our shop and its rules. These items cannot be returned:\n\n- fuel canisters\n- water filters\n  once opened\n- gift cards\n\nAsk us if you are unsure."))
                .isEqualTo(
                        "These items cannot be returned:\n• fuel canisters\n• water filters once opened\n• gift cards");
    }

    @Test
    void a_row_of_a_table_says_what_its_columns_are() {
        assertThat(
                        answer(
                                "What does shipping to Norway cost?",
                                "Prices:\n\n| Destination | Standard | Time |\n| Germany | EUR 4.95 | 2 days |\n| Norway | EUR 19.95 | 8 days |\n| Canada | EUR 34.95 | 12 days |"))
                .startsWith("Norway: Standard EUR 19.95, Time 8 days");
    }

    @Test
    void of_a_long_passage_only_what_answers_is_quoted() {
        var text = "Our company was founded in the north by two friends who liked to walk. "
                + "They made their first tent in a barn and sold it at a market. "
                + "Today two hundred people work in three countries. "
                + "Returns are free of charge within 30 days of delivery. "
                + "Please use the label that came with the parcel. "
                + "Our catalogue appears in spring and in autumn. "
                + "The canteen is open to visitors on weekdays and serves soup.";
        assertThat(answer("Do I have to pay for returns?", text))
                .contains("Returns are free of charge within 30 days of delivery.")
                .doesNotContain("founded", "canteen", "catalogue");
    }

    @Test
    void abbreviations_do_not_end_a_sentence() {
        assertThat(Sentences.of("Bring e.g. Your card. It costs approx. 5 euros, incl. VAT! \"Why?\" Ask Dr. Smith."))
                .containsExactly(
                        "Bring e.g. Your card.", "It costs approx. 5 euros, incl. VAT!", "\"Why?\"", "Ask Dr. Smith.");
    }
}
