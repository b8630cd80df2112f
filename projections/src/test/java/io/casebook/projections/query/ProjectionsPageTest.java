package io.casebook.projections.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.casebook.projections.Story;
import io.casebook.projections.store.ProjectionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/projections.md shows is what the tables answer. */
class ProjectionsPageTest {
    private static final Path PAGE = Path.of("../docs/projections.md");
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final SqlQuestion question = new SqlQuestion(Duration.ofSeconds(20));
    private final ProjectionStore store;

    ProjectionsPageTest(@TempDir Path folder) {
        store = ProjectionStore.open(folder.resolve("casebook.duckdb"));
    }

    @BeforeEach
    void fill() {
        var story = new Story("c-1", 0).starts().answered(1).handedOff("tier1");
        store.apply(story.events(), story.end());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void every_example_is_answered() throws IOException {
        var examples = SQL.matcher(Files.readString(PAGE))
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split(";", -1)))
                .filter(sql -> !sql.isBlank())
                .toList();

        assertThat(examples).hasSizeGreaterThan(3);
        for (var sql : examples) {
            assertThatCode(() -> question.ask(store, sql, 10)).as(sql).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"events", "conversations", "messages", "turns"})
    void every_column_stands_on_the_page(String table) throws IOException {
        var columns = question.ask(store, "SELECT * FROM " + table, 1).columns().stream()
                .map(QueryResult.Column::name)
                .collect(Collectors.joining(", "));

        assertThat(Files.readString(PAGE)).contains("| `%s` |".formatted(table)).contains("`" + columns + "`");
    }
}
