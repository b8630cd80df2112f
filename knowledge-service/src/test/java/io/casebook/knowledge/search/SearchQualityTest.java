package io.casebook.knowledge.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.KnowledgeSearch;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.SampleAgent;
import io.casebook.knowledge.articles.ArticleFolder;
import io.casebook.platform.embedding.InProcessEmbeddings;
import io.casebook.vocabulary.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tables of questions to the sample agent's articles, with the model that ships. What is measured is printed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchQualityTest {
    private static final Path QUESTIONS = Path.of("..", "bench", "questions", "shop");
    private static final Set<Visibility> CUSTOMER = Set.of(Visibility.PUBLIC, Visibility.USERS);
    private static final double ANSWERS = 0.75;
    private static final double DOES_NOT = 0.45;

    private record Asked(String expected, String question, Found found) {}

    private List<Asked> answerable = List.of();
    private List<Asked> unrelated = List.of();
    private List<Asked> close = List.of();
    private List<Asked> answerableHeldOut = List.of();
    private List<Asked> unrelatedHeldOut = List.of();

    @BeforeAll
    void search() throws IOException {
        var articles = KnowledgeSearch.over(
                ArticleFolder.read(SampleAgent.KNOWLEDGE, "shop"), new InProcessEmbeddings(), null);
        answerable = ask(articles, "answerable.txt");
        unrelated = ask(articles, "unrelated.txt");
        close = ask(articles, "close.txt");
        answerableHeldOut = ask(articles, "answerable-held-out.txt");
        unrelatedHeldOut = ask(articles, "unrelated-held-out.txt");
    }

    @Test
    void the_tables_are_large_enough_to_say_something() {
        assertThat(answerable).hasSizeGreaterThanOrEqualTo(60);
        assertThat(unrelated).hasSizeGreaterThanOrEqualTo(25);
    }

    @Test
    void the_article_that_answers_stands_at_the_top() {
        assertFound("fitted", answerable, 0.90, 0.95, 0.93);
        assertFound("held out", answerableHeldOut, 0.78, 0.92, 0.85);
    }

    @Test
    void what_the_articles_answer_is_told_from_what_they_do_not() {
        assertSeparated("fitted", answerable, unrelated, 0.99, 0.95, 1.0);
    }

    @Test
    void so_are_questions_that_nothing_was_fitted_to() {
        assertSeparated("held out", answerableHeldOut, unrelatedHeldOut, 0.98, 0.90, 0.90);
    }

    @Test
    void questions_near_by_that_nothing_answers_are_mostly_told_apart_too() {
        var separation = separation(answerable, close);
        System.out.println("answerability of questions near by: auc=%.4f taken for answerable at 0.5: %.3f"
                .formatted(separation, share(close, asked -> asked.found.answerability() >= 0.5)));

        assertThat(separation).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void internal_articles_are_never_among_what_a_customer_finds() {
        assertThat(List.of(answerable, unrelated, close))
                .allSatisfy(table -> assertThat(table)
                        .allSatisfy(asked -> assertThat(asked.found.passages())
                                .noneMatch(
                                        passage -> passage.version().content().visibility() == Visibility.INTERNAL)));
    }

    private static void assertFound(
            String table, List<Asked> asked, double leastFirst, double leastFirstThree, double leastReciprocal) {
        var first = share(asked, question -> rank(question) == 1);
        var firstThree = share(asked, question -> rank(question) >= 1 && rank(question) <= 3);
        var reciprocal = asked.stream()
                .mapToDouble(question -> rank(question) == 0 ? 0 : 1.0 / rank(question))
                .average()
                .orElse(0);
        System.out.println("retrieval, %s, %d questions: hit@1=%.3f hit@3=%.3f mrr@10=%.3f"
                .formatted(table, asked.size(), first, firstThree, reciprocal));

        assertThat(first).isGreaterThanOrEqualTo(leastFirst);
        assertThat(firstThree).isGreaterThanOrEqualTo(leastFirstThree);
        assertThat(reciprocal).isGreaterThanOrEqualTo(leastReciprocal);
    }

    private static void assertSeparated(
            String table,
            List<Asked> answered,
            List<Asked> unanswered,
            double leastSeparation,
            double leastSure,
            double leastQuiet) {
        var separation = separation(answered, unanswered);
        var sure = share(answered, asked -> asked.found.answerability() >= ANSWERS);
        var quiet = share(unanswered, asked -> asked.found.answerability() < DOES_NOT);
        System.out.println(
                "answerability, %s: auc=%.4f answerable>=%.2f: %.3f unrelated<%.2f: %.3f, highest of them %.3f"
                        .formatted(table, separation, ANSWERS, sure, DOES_NOT, quiet, highest(unanswered)));
        answered.stream()
                .filter(asked -> asked.found.answerability() < ANSWERS)
                .forEach(asked -> System.out.println(
                        "  below %.2f: %.3f %s".formatted(ANSWERS, asked.found.answerability(), asked.question)));
        unanswered.stream()
                .filter(asked -> asked.found.answerability() >= DOES_NOT)
                .forEach(asked -> System.out.println(
                        "  not below %.2f: %.3f %s".formatted(DOES_NOT, asked.found.answerability(), asked.question)));

        assertThat(separation).isGreaterThanOrEqualTo(leastSeparation);
        assertThat(sure).isGreaterThanOrEqualTo(leastSure);
        assertThat(quiet).isGreaterThanOrEqualTo(leastQuiet);
    }

    /** The chance that a question that is answered gets a higher figure than one that is not; a tie counts half. */
    private static double separation(List<Asked> answered, List<Asked> unanswered) {
        var won = 0.0;
        for (var yes : answered) {
            for (var no : unanswered) {
                var difference = yes.found.answerability() - no.found.answerability();
                won += difference > 0 ? 1 : difference < 0 ? 0 : 0.5;
            }
        }
        return won / answered.size() / unanswered.size();
    }

    private static double highest(List<Asked> table) {
        return table.stream()
                .mapToDouble(asked -> asked.found.answerability())
                .max()
                .orElse(0);
    }

    private static double share(List<Asked> table, java.util.function.Predicate<Asked> which) {
        return (double) table.stream().filter(which).count() / table.size();
    }

    /** Place of the first article that answers, from 1; 0 where none was found. */
    private static int rank(Asked asked) {
        var expected = Set.of(asked.expected.split(","));
        var ids = KnowledgeWorld.ids(asked.found);
        for (var i = 0; i < ids.size(); i++) {
            if (expected.contains(ids.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }

    private static List<Asked> ask(KnowledgeSearch articles, String table) throws IOException {
        try (var lines = Files.lines(QUESTIONS.resolve(table))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> {
                        var bar = line.indexOf('|');
                        var question = line.substring(bar + 1).strip();
                        var expected = bar < 0 ? "" : line.substring(0, bar).strip();
                        return new Asked(expected, question, articles.search(question, 10, CUSTOMER));
                    })
                    .toList();
        }
    }
}
