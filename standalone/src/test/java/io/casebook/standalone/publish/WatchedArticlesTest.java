package io.casebook.standalone.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.knowledge.articles.FolderReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is published at every change while nobody looks on. */
class WatchedArticlesTest {
    @TempDir
    Path agent;

    private final List<FolderReading> published = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private @Nullable RuntimeException failure;
    private Path folder;
    private WatchedArticles watched;

    @BeforeEach
    void begin() throws IOException {
        folder = Files.createDirectory(agent.resolve("knowledge"));
        Files.writeString(folder.resolve("a.md"), "# A\n\none");
        watched = new WatchedArticles(folder, "shop", this::publish, troubles::add);
    }

    private void publish(FolderReading reading) {
        if (failure != null) {
            throw failure;
        }
        published.add(reading);
    }

    private Duration lookTwice() {
        watched.look();
        return watched.look();
    }

    @Test
    void a_change_is_published_once() throws IOException {
        Files.writeString(folder.resolve("b.md"), "# B\n\ntwo");
        lookTwice();
        lookTwice();

        assertThat(published)
                .singleElement()
                .satisfies(reading -> assertThat(reading.articles()).hasSize(2));
        assertThat(troubles).isEmpty();
    }

    @Test
    void what_cannot_be_published_is_tried_again_with_growing_pauses() throws IOException {
        Files.writeString(folder.resolve("b.md"), "# B\n\ntwo");
        failure = new CompletionException(new TimeoutException("no broker"));
        assertThat(lookTwice()).isEqualTo(Duration.ofSeconds(2));
        assertThat(watched.look()).isEqualTo(Duration.ofSeconds(4));
        for (var tries = 0; tries < 10; tries++) {
            assertThat(watched.look()).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
        assertThat(troubles.getFirst()).isEqualTo("not published (no broker); the next try is in 2 s");

        failure = null;
        assertThat(watched.look()).isEqualTo(Duration.ofSeconds(1));
        assertThat(published).hasSize(1);
    }

    @Test
    void a_folder_in_which_nothing_is_left_retires_nothing() throws IOException {
        Files.delete(folder.resolve("a.md"));
        lookTwice();
        Files.delete(folder);
        lookTwice();

        assertThat(published).isEmpty();
        assertThat(troubles).allSatisfy(trouble -> assertThat(trouble).contains("nothing was retired"));

        Files.createDirectory(folder);
        Files.writeString(folder.resolve("a.md"), "# A\n\ntwo");
        lookTwice();

        assertThat(published).hasSize(1);
    }
}
