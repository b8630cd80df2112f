package io.casebook.tools.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.later.PendingReturns;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Executed;
import io.casebook.tools.run.Kinds;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.run.Whys;
import io.casebook.tools.template.Installation;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases other than PostgreSQL, whose drivers can less and say what is wrong in their own way. */
@SuppressWarnings("NullAway.Init") // set before each test
class OtherDatabasesTest {
    private final Databases databases = new Databases(Duration.ofSeconds(1), Sample.NETWORK, Drivers.ANY);
    private final ToolCaller caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);
    private String file;

    @BeforeEach
    void fill(@TempDir Path folder) throws SQLException {
        file = "jdbc:duckdb:" + folder.resolve("shop.db");
        try (var connection = DriverManager.getConnection(file);
                var statement = connection.createStatement()) {
            statement.execute("create table orders as select 1 as id, 'c-1' as customer");
        }
    }

    @AfterEach
    void close() {
        databases.close();
    }

    private Whys.Heard<Executed> read(String url, String query, String arguments) {
        var installation = new Installation(Map.of("DB", url, "WORD", "s3cret-word")::get, null);
        var kinds = new Kinds(List.of(new SqlKind(databases, installation, 50_000)), new PendingReturns(within -> {}));
        ToolBuilder asking = Tool.reading("orders")
                .parameters(Sample.ANYTHING)
                .timeout(Duration.ofSeconds(5))
                .execution(Map.of("sql", Map.of("url", "${env:DB}", "password", "${env:WORD}", "query", query)));
        return Whys.hearing(() -> {
            try {
                return caller.read(Sample.call(kinds, asking.build(), arguments));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static ToolFailure failure(Whys.Heard<Executed> heard) {
        assertThat(heard.result().outcome()).isInstanceOf(ToolFailure.class);
        return (ToolFailure) heard.result().outcome();
    }

    @Test
    void a_database_that_its_address_opens_for_reading_answers() {
        var heard = read(
                file + ";access_mode=READ_ONLY",
                "select * from orders where customer = {customer}",
                "{\"customer\":\"c-1\"}");

        assertThat(heard.whys()).isEmpty();
        assertThat(heard.result().outcome())
                .isInstanceOfSatisfying(
                        ToolSuccess.class,
                        success -> assertThat(Personal.plain(success.content()))
                                .isEqualTo("{\"rows\":[{\"id\":1,\"customer\":\"c-1\"}],\"truncated\":false}"));
    }

    @Test
    void a_driver_that_cannot_make_a_connection_read_only_is_not_used_and_the_operator_hears_why() {
        var heard = read(file, "select * from orders", "{}");

        assertThat(failure(heard).reasonCode()).isEqualTo(Reasons.UNAVAILABLE);
        assertThat(failure(heard).content()).isNull();
        assertThat(heard.whys())
                .containsExactly("no connection to the database (Can't change read-only status on connection level.)");
    }

    @Test
    void a_query_with_a_slip_is_not_asked_again_and_the_operator_hears_what_the_database_says_of_it() {
        var heard = read(file + ";access_mode=READ_ONLY", "select foo from orders where id = {id}", "{\"id\":1}");

        assertThat(failure(heard).reasonCode()).isEqualTo(Reasons.REJECTED);
        assertThat(heard.result().attempts()).isEqualTo(1);
        assertThat(heard.whys())
                .containsExactly(
                        "the query cannot be prepared (Binder Error: Referenced column \"foo\" not found in FROM clause!)");
    }

    @Test
    void what_the_database_says_of_a_value_is_told_to_nobody() {
        var heard =
                read(file + ";access_mode=READ_ONLY", "select {name}::int from orders", "{\"name\":\"Meier of Bonn\"}");

        assertThat(failure(heard).toString()).doesNotContain("Meier");
        assertThat(heard.whys()).noneMatch(why -> why.contains("Meier"));
    }

    @Test
    void secrets_and_addresses_that_a_driver_quotes_are_left_out() {
        var fault = new SQLException(
                "pool timed out", new SQLException("no way to jdbc:x://db?p=s3cret with s3cret-word\nand more"));

        assertThat(Faults.describe(fault, Set.of("s3cret", "", "s3cret-word", "jdbc:x://db?p=s3cret")))
                .isEqualTo("no way to … with …");
        assertThat(Faults.describe(new SQLException("x".repeat(1_000)), Set.of()))
                .hasSize(301);
        assertThat(Faults.describe(new SQLException(), Set.of())).isEqualTo("SQLException");
    }
}
