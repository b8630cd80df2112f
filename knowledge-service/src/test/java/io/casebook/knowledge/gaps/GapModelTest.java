package io.casebook.knowledge.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.knowledge.WordEmbeddings;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.embedding.EmbeddingsUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which model puts questions together, and when. */
class GapModelTest {
    private static final int MANY = 40;

    private final GapBook book = new GapBook(1_000, Duration.ofDays(90));
    private @Nullable Embeddings model = new WordEmbeddings();
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final GapReport report =
            new GapReport(book, new ArticleShelf(), () -> model, 0.7, new Drafts(), Duration.ofSeconds(1), () -> now);

    @Test
    void after_a_change_of_the_model_its_vectors_take_the_place_of_the_others_at_once() {
        asks(0, MANY);
        embed();
        now = now.plusSeconds(1);
        var before = report.read().clusters();
        assertThat(before).hasSizeGreaterThan(MANY / 2);
        var other = new OneDirection();
        model = other;

        assertThat(report.embedSome()).isTrue();
        now = now.plusSeconds(1);
        assertThat(report.read().clusters())
                .as("the other model knows some of them, and none is compared with one of before")
                .isEqualTo(before);

        embed();
        now = now.plusSeconds(1);
        assertThat(report.read().clusters())
                .singleElement()
                .satisfies(all -> assertThat(all.gaps()).isEqualTo(MANY));
        assertThat(other.made.get()).isEqualTo(MANY);
    }

    @Test
    void while_words_are_all_that_is_compared_questions_wait() {
        model = null;
        asks(0, 3);
        embed();

        assertThat(report.read().waiting()).isEqualTo(3);
        assertThat(report.read().clusters()).isEmpty();

        model = new WordEmbeddings();
        embed();
        now = now.plusSeconds(1);
        assertThat(report.read().clusters()).hasSize(3);
    }

    @Test
    void a_model_that_does_not_answer_is_asked_again() {
        var away = new OneDirection();
        away.isAway = true;
        model = away;
        asks(0, 3);
        assertThatThrownBy(report::embedSome).isInstanceOf(EmbeddingsUnavailableException.class);
        away.isAway = false;
        embed();

        assertThat(report.read().clusters()).hasSize(1);
    }

    @Test
    void new_questions_wait_a_moment_and_an_erasure_does_not() {
        asks(0, 2);
        embed();
        assertThat(report.read().questions()).isEqualTo(2);
        asks(2, 3);
        embed();

        assertThat(report.read().questions()).isEqualTo(2);
        now = now.plusSeconds(1);
        assertThat(report.read().questions()).isEqualTo(3);

        new Conversations()
                .conversation("c-0", Duration.ofHours(9))
                .erased()
                .log()
                .forEach(book::apply);
        assertThat(report.read().questions()).isEqualTo(2);
        assertThat(report.read().clusters().toString()).doesNotContain("c-0");
    }

    @Test
    void personal_data_is_not_put_to_the_model() {
        var asked = new OneDirection();
        model = asked;
        new Conversations()
                .resolvedCase("c-1", "Is order 100234 of a@b.example on its way?", "Yes.")
                .log()
                .forEach(book::apply);
        embed();

        assertThat(asked.texts).isEqualTo("Is order [number] of [e-mail] on its way?");
    }

    private void asks(int from, int to) {
        var conversations = Conversations.at(now);
        IntStream.range(from, to)
                .forEach(i -> conversations
                        .conversation("c-" + i, Duration.ofMinutes(1))
                        .asks("word" + i + " other" + i + " more" + i)
                        .lacks("hand_off"));
        conversations.log().forEach(book::apply);
    }

    private void embed() {
        while (report.embedSome()) {
            // Until every question has its vector.
        }
    }

    /** A model for which all texts mean the same. */
    private static final class OneDirection implements Embeddings {
        final AtomicInteger made = new AtomicInteger();
        String texts = "";
        boolean isAway;

        @Override
        public String modelId() {
            return "one";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public float[] embed(String text) {
            return embedAll(List.of(text)).getFirst();
        }

        @Override
        public List<float[]> embedAll(List<String> all) {
            if (isAway) {
                throw new EmbeddingsUnavailableException("the model is away");
            }
            made.addAndGet(all.size());
            texts += String.join("\n", all);
            return all.stream().map(text -> new float[] {1, 0}).toList();
        }
    }
}
