package io.casebook.knowledge.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.knowledge.Articles;
import io.casebook.knowledge.KnowledgeWorld;
import io.casebook.knowledge.WordEmbeddings;
import io.casebook.knowledge.articles.ArticleShelf;
import io.casebook.knowledge.search.KnowledgeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another model is set: the index goes on with the old one until the new one knows every passage. */
class ModelChangeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final EmbeddingEndpoint endpoint = new EmbeddingEndpoint();

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void the_first_choice_is_written_down_and_changes_nothing() {
        assertThat(models(EmbeddingChoice.IN_PROCESS).atFirst()).isNotNull();

        assertThat(models(EmbeddingChoice.IN_PROCESS).changes()).isFalse();
        assertThat(models(elsewhere()).changes()).isTrue();
    }

    @Test
    void an_index_changes_over_in_the_background_and_remembers_it() {
        index(models(EmbeddingChoice.IN_PROCESS));
        var models = models(elsewhere());
        var index = index(models);
        assertThat(index.modelId()).isEqualTo("words");

        endpoint.answers(500);
        try (var changing = ModelChange.start(index, models)) {
            assertThat(changing).isNotNull();
            assertThat(found(index)).isEqualTo("words");
            endpoint.answers(200);
            await().atMost(PATIENCE).until(() -> "openai:some-model".equals(found(index)));
            await().atMost(PATIENCE).until(() -> !models(elsewhere()).changes());
            await().atMost(PATIENCE).until(() -> !models.changes());
        }
    }

    @Test
    void the_key_of_the_new_endpoint_is_not_sent_to_the_old_one() {
        models(elsewhere()).atFirst();
        var other = new EmbeddingChoice("openai", "http://127.0.0.1:9/v1", "other", 64);

        var models = models(other);

        assertThat(models.changes()).isTrue();
        assertThat(models.atFirst()).as("words alone").isNull();
    }

    @Test
    void what_was_written_down_and_is_damaged_says_nothing() throws IOException {
        models(EmbeddingChoice.IN_PROCESS).atFirst();
        Files.writeString(folder.resolve("index-model.json"), "{\"provider\": \"mag");

        assertThat(models(EmbeddingChoice.IN_PROCESS).changes()).isFalse();
        assertThat(models(EmbeddingChoice.IN_PROCESS).atFirst()).isNotNull();
    }

    private static @Nullable String found(KnowledgeIndex index) {
        return index.search(index.position(), KnowledgeWorld.question("refund")).modelId();
    }

    private static KnowledgeIndex index(Models models) {
        var index = new KnowledgeIndex(new ArticleShelf(), models.atFirst());
        for (var i = 0; i < 100; i++) {
            index.apply(i, Articles.record(i, "a" + i, Articles.article("Refund " + i, "refund of parcel " + i)));
        }
        return index;
    }

    private EmbeddingChoice elsewhere() {
        return new EmbeddingChoice("openai", endpoint.url() + "/v1", "some-model", 64);
    }

    private Models models(EmbeddingChoice chosen) {
        return new Models(chosen, new WordEmbeddings(), "key-1", PATIENCE, folder);
    }
}
