package io.casebook.projections.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.projections.OfflineProjections;
import io.casebook.projections.Story;
import io.casebook.projections.query.QueryRefusedException.Reason;
import io.casebook.projections.store.ProjectionStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlQuestionTest {
    private final SqlQuestion question = new SqlQuestion(Duration.ofSeconds(1));
    private final Path file;
    private final ProjectionStore store;

    SqlQuestionTest(@TempDir Path folder) {
        file = folder.resolve("casebook.duckdb");
        store = ProjectionStore.open(file);
    }

    @BeforeAll
    void fill() {
        var story = new Story("c-1", 0).starts().answered(1).answered(2);
        store.apply(story.events(), story.end());
    }

    @AfterAll
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM events",
                "select 1; ",
                "FROM turns -- all of them",
                "WITH late AS (SELECT * FROM turns WHERE latency_ms > 1000) SELECT count(*) FROM late",
                "SHOW TABLES",
                "DESCRIBE events",
                "SUMMARIZE turns",
                "VALUES (1), (2)",
                "SELECT payload->>'$.intent' FROM events WHERE type = 'IntentClassified'"
            })
    void a_question_is_answered(String sql) {
        assertThat(question.ask(store, sql, 100).rows()).isNotEmpty();
    }

    @Test
    void values_come_with_their_types_and_times_as_rfc_3339() {
        var answer = question.ask(
                store,
                "SELECT turn, outcome, confidence, started_at, is_null FROM turns, (SELECT NULL is_null) LIMIT 1",
                10);

        assertThat(answer.columns().stream().map(QueryResult.Column::type))
                .startsWith("integer", "varchar", "double", "timestamp");
        assertThat(answer.rows().getFirst().subList(0, 3)).isEqualTo(List.of(1L, "replied", 0.9));
        assertThat(answer.rows().getFirst().get(3))
                .asString()
                .startsWith("2026-03-01T09:00:01.")
                .endsWith("Z");
        assertThat(answer.rows().getFirst().get(4)).isNull();
    }

    @Test
    void a_long_answer_is_cut_off_and_says_so() {
        var answer = question.ask(store, "SELECT * FROM range(100)", 10);

        assertThat(answer.rows()).hasSize(10);
        assertThat(answer.truncated()).isTrue();
        assertThat(question.ask(store, "SELECT * FROM range(10)", 10).truncated())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM events",
                "DROP TABLE events",
                "INSERT INTO about VALUES ('a', 'b') RETURNING name",
                "UPDATE messages SET body = 'x'",
                "CREATE TABLE mine (n INT)",
                "SELECT 1; DROP TABLE events",
                "SELECT 1) ; DROP TABLE events; SELECT * FROM (SELECT 1",
                "COMMIT; DELETE FROM events",
                "SELECT 1; SELECT 2",
                "COPY events TO '/tmp/stolen.csv'",
                "COPY (SELECT 1) TO 'x'",
                "ATTACH '/tmp/other.duckdb'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "PRAGMA database_list",
                "CHECKPOINT",
                "EXPORT DATABASE '/tmp/all'",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM '/etc/passwd'",
                "SELECT * FROM glob('/*')",
                "SELECT * FROM query('DROP TABLE events')",
                "SELECT nothing FROM nowhere",
                "selec 1",
                "  "
            })
    void whatever_is_no_question_is_refused_and_changes_nothing(String sql) {
        assertThatThrownBy(() -> question.ask(store, sql, 100))
                .isInstanceOfSatisfying(
                        QueryRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.INVALID));
        assertThat(question.ask(store, "SELECT count(*) FROM events", 1).rows())
                .isEqualTo(List.of(List.<Object>of(14L)));
    }

    @Test
    void a_question_that_takes_too_long_is_stopped() {
        assertThatThrownBy(() -> question.ask(store, "SELECT count(*) FROM range(1000000000) a, range(1000) b", 1))
                .isInstanceOfSatisfying(
                        QueryRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_SLOW));
    }

    @Test
    void tables_that_nobody_writes_can_be_asked_too(@TempDir Path folder) {
        var other = folder.resolve("casebook.duckdb");
        var story = new Story("c-1", 3).starts();
        try (var writing = ProjectionStore.open(other)) {
            writing.apply(story.events(), story.end());
        }

        assertThat(OfflineProjections.query(other, "SELECT count(*) FROM events", 1)
                        .rows())
                .isEqualTo(List.of(List.<Object>of(2L)));
        assertThat(OfflineProjections.standing(other).positions()).isEqualTo(story.end());
        assertThat(OfflineProjections.standing(other).rows()).containsEntry("conversations", 1L);
    }
}
