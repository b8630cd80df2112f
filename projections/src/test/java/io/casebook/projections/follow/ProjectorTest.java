package io.casebook.projections.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.casebook.projections.Story;
import io.casebook.projections.store.ProjectionException;
import io.casebook.projections.store.ProjectionStore;
import io.casebook.projections.store.StoreLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FakeCluster cluster = new FakeCluster();
    private final List<Projector> started = new ArrayList<>();
    private final Path file;

    ProjectorTest(@TempDir Path folder) {
        file = folder.resolve("casebook.duckdb");
    }

    @AfterEach
    void close() {
        started.forEach(Projector::close);
    }

    @Test
    void what_the_log_holds_is_in_the_tables_when_asked_for() {
        cluster.append(new Story("c-1", partitionOf("c-1")).starts().answered(1).events());
        var projector = start();

        assertThat(projector.awaitNow("c-1", PATIENCE)).isTrue();
        assertThat(count(projector, "events")).isEqualTo(8);
        await().atMost(PATIENCE).until(() -> projector.state() == ProjectionState.FOLLOWING);
    }

    @Test
    void an_event_is_in_the_tables_for_whoever_asks_after_it_was_written() {
        var projector = start();
        assertThat(projector.awaitNow(PATIENCE)).isTrue();
        var story = new Story("c-1", partitionOf("c-1"));
        var told = 0;
        for (var turn = 1; turn <= 20; turn++) {
            story.answered(turn);
            cluster.append(story.events().subList(told, story.events().size()));
            told = story.events().size();

            assertThat(projector.awaitNow("c-1", PATIENCE)).isTrue();
            assertThat(count(projector, "events")).isEqualTo(told);
        }
    }

    @Test
    void a_question_about_a_quiet_log_is_answered_without_waiting_for_the_next_event() {
        cluster.append(new Story("c-1", partitionOf("c-1")).starts().events());
        var projector = start();

        for (var question = 0; question < 5; question++) {
            assertThat(projector.awaitNow("c-1", PATIENCE)).isTrue();
        }
    }

    @Test
    void a_restart_reads_only_what_is_new_and_writes_nothing_twice() {
        var story = new Story("c-1", partitionOf("c-1")).starts().answered(1);
        cluster.append(story.events());
        try (var first = start()) {
            assertThat(first.awaitNow(PATIENCE)).isTrue();
        }
        var before = story.events().size();
        story.answered(2);
        cluster.append(story.events().subList(before, story.events().size()));

        var second = start();

        assertThat(second.awaitNow(PATIENCE)).isTrue();
        assertThat(count(second, "events")).isEqualTo(story.events().size());
        assertThat(second.lag()).isZero();
    }

    @Test
    void a_rebuild_tells_its_progress_and_gives_the_same_tables() {
        for (var number = 0; number < 20; number++) {
            var id = "c-" + number;
            cluster.append(new Story(id, number % FakeCluster.PARTITIONS).events());
        }
        var story = new Story("c-1", partitionOf("c-1")).starts().answered(1).answered(2);
        cluster.append(story.events());
        var projector = start();
        assertThat(projector.awaitNow(PATIENCE)).isTrue();
        var told = new ArrayList<Progress>();

        projector
                .rebuild(told::add)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();

        assertThat(told).isNotEmpty();
        assertThat(told.getLast().percent()).isEqualTo(100);
        assertThat(count(projector, "events")).isEqualTo(story.events().size());
    }

    @Test
    void an_unreadable_record_is_set_aside_once_and_the_rest_goes_on() {
        var story = new Story("c-1", 2).starts().answered(1);
        cluster.append(story.events());
        cluster.append(2, 100, "c-1", "no avro".getBytes(StandardCharsets.UTF_8));
        cluster.append(new Story("c-2", 3).starts().events());
        var projector = start();
        assertThat(projector.awaitNow(PATIENCE)).isTrue();

        projector
                .rebuild(progress -> {})
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();

        assertThat(count(projector, "events")).isEqualTo(story.events().size() + 2);
        assertThat(cluster.producer.history())
                .singleElement()
                .satisfies(letter -> assertThat(letter.topic()).isEqualTo("casebook.dead-letters"));
    }

    @Test
    void a_log_that_was_made_anew_is_read_anew() {
        cluster.append(new Story("c-1", 1).starts().answered(1).events());
        try (var first = start()) {
            assertThat(first.awaitNow(PATIENCE)).isTrue();
        }
        cluster.truncate();
        cluster.append(new Story("c-2", 1).starts().events());

        var second = start();

        assertThat(second.awaitNow(PATIENCE)).isTrue();
        assertThat(count(second, "events")).isEqualTo(2);
    }

    @Test
    void a_damaged_file_is_told_and_a_rebuild_replaces_it() throws Exception {
        Files.writeString(file, "this is no database".repeat(1000));
        cluster.append(new Story("c-1", 1).starts().events());
        var projector = start();
        await().atMost(PATIENCE).until(() -> projector.state() == ProjectionState.FAILED);
        assertThatThrownBy(projector::store)
                .isInstanceOf(ProjectionException.class)
                .hasMessageContaining("projections rebuild");

        projector
                .rebuild(progress -> {})
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();

        assertThat(count(projector, "events")).isEqualTo(2);
    }

    @Test
    void a_question_while_kafka_is_silent_ends_with_its_time() {
        var projector = start();
        projector.close();

        assertThat(projector.awaitNow(Duration.ofMillis(50))).isFalse();
    }

    private Projector start() {
        var projector = new Projector(
                new ProjectorJob(file, StoreLimits.DEFAULT, cluster.topics.log(), cluster, cluster.deadLetters));
        started.add(projector);
        return projector;
    }

    private static int partitionOf(String conversationId) {
        return Waiting.partitionOf(conversationId, FakeCluster.PARTITIONS);
    }

    private static long count(Projector projector, String table) {
        return count(projector.store(), table);
    }

    private static long count(ProjectionStore store, String table) {
        return store.read(connection -> {
            try (var select = connection.createStatement();
                    var rows = select.executeQuery("SELECT count(*) FROM " + table)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
