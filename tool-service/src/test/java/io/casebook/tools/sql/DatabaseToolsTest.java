package io.casebook.tools.sql;

import static io.casebook.tools.Sample.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.call.Denied;
import io.casebook.tools.later.PendingReturns;
import io.casebook.tools.network.ForbiddenAddressException;
import io.casebook.tools.network.Network;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Kinds;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.run.Whys;
import io.casebook.tools.template.Installation;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that are queries, against a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseToolsTest {
    private static final String URL = "SHOP_DB";

    private EmbeddedPostgres postgres;
    private Databases databases;
    private Kinds kinds;
    private final ToolCaller caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);

    @BeforeAll
    void open() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create table orders (id int primary key, customer text, placed timestamptz, total numeric(10,2),
                        details jsonb, tags text[], photo bytea, day date);
                    insert into orders select n, 'c-' || (n % 2), timestamptz '2026-03-01 12:00:00Z' + n * interval '1 day',
                        n * 1.10, '{"size": 42}', array['a', 'b'], '\\x00'::bytea, date '2026-03-01'
                        from generate_series(1, 300) n;
                    create sequence receipts;
                    create function forget_orders() returns int language plpgsql as
                        'begin delete from orders; return 1; end';
                    """);
        }
        databases = new Databases(Duration.ofSeconds(20), Sample.NETWORK, Drivers.of(List.of()));
        var installation = new Installation(Map.of(URL, postgres.getJdbcUrl("postgres", "postgres"))::get, null);
        kinds = new Kinds(List.of(new SqlKind(databases, installation, 50_000)), new PendingReturns(within -> {}));
    }

    @AfterAll
    void close() throws IOException {
        databases.close();
        postgres.close();
    }

    private static ToolBuilder asking(String query, Object... more) {
        Map<String, @Nullable Object> sql = new LinkedHashMap<>(Map.of("url", "${env:SHOP_DB}", "query", query));
        for (var i = 0; i < more.length; i += 2) {
            sql.put((String) more[i], more[i + 1]);
        }
        return Tool.reading("orders")
                .parameters(Sample.ANYTHING)
                .timeout(Duration.ofSeconds(20))
                .execution(Map.of("sql", sql));
    }

    private ToolOutcome read(ToolBuilder tool, String arguments) throws InterruptedException {
        return caller.read(call(kinds, tool.build(), arguments)).outcome();
    }

    private String rows(String query, String arguments) throws InterruptedException {
        var outcome = read(asking(query), arguments);
        assertThat(outcome).isInstanceOf(ToolSuccess.class);
        return Personal.plain(((ToolSuccess) outcome).content());
    }

    private static void assertFails(ToolOutcome outcome, String reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo(reason));
    }

    @Test
    void a_query_answers_rows_with_their_types() throws InterruptedException {
        assertThat(rows("select * from orders where id = {id}", "{\"id\":1}"))
                .isEqualTo("{\"rows\":[{\"id\":1,\"customer\":\"c-1\",\"placed\":\"2026-03-02T12:00Z\",\"total\":1.10,"
                        + "\"details\":{\"size\":42},\"tags\":[\"a\",\"b\"],\"photo\":\"[binary]\",\"day\":\"2026-03-01\"}],"
                        + "\"truncated\":false}");
    }

    @Test
    void a_text_is_whatever_it_is_compared_with() throws InterruptedException {
        assertThat(rows(
                        "select id from orders where placed < {before} and day = {day}",
                        "{\"before\":\"2026-03-03T00:00:00Z\",\"day\":\"2026-03-01\"}"))
                .isEqualTo("{\"rows\":[{\"id\":1}],\"truncated\":false}");
        assertThat(rows("select id from orders where customer = any({ids}) and id < 3", "{\"ids\":[\"c-0\",\"x\"]}"))
                .isEqualTo("{\"rows\":[{\"id\":2}],\"truncated\":false}");
    }

    @Test
    void an_argument_is_never_read_as_sql() throws InterruptedException {
        var injection = "{\"c\":\"c-1' or '1'='1\"}";

        assertThat(rows("select id from orders where customer = {c}", injection))
                .isEqualTo("{\"rows\":[],\"truncated\":false}");
    }

    @Test
    void an_argument_without_a_value_is_null() throws InterruptedException {
        assertThat(rows("select id from orders where ({c}::text is null or customer = {c}) and id = 7", "{}"))
                .isEqualTo("{\"rows\":[{\"id\":7}],\"truncated\":false}");
    }

    @Test
    void more_rows_than_wanted_are_cut_off_and_it_is_said_so() throws InterruptedException {
        assertThat(read(asking("select id from orders order by id", "rows", 2), "{}"))
                .isEqualTo(new ToolSuccess(Personal.text("{\"rows\":[{\"id\":1},{\"id\":2}],\"truncated\":true}")));
    }

    @Test
    void a_query_that_writes_after_all_is_refused_by_the_database() throws InterruptedException {
        assertFails(
                read(asking("with gone as (delete from orders returning id) select * from gone"), "{}"),
                Reasons.REJECTED);
        assertThat(rows("select count(*) as n from orders", "{}")).contains("\"n\":300");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with gone as (delete from orders returning id) select * from gone",
                "select forget_orders()",
                "select nextval('receipts')",
                "select setval('receipts', 7)",
                "select * from orders for update",
                "select 1 as id into copied from orders",
                "select set_config('transaction_read_only', 'off', true)",
                "with w as materialized (select set_config('default_transaction_read_only', 'off', false)) select forget_orders() from w",
                "select lo_create(0)"
            })
    void what_writes_is_refused_by_the_database_in_the_query_and_in_functions(String query)
            throws InterruptedException, SQLException {
        var outcome = read(asking(query), "{}");

        assertFails(outcome, Reasons.REJECTED);
        assertThat(rows("select count(*) as n from orders", "{}")).contains("\"n\":300");
    }

    @Test
    void a_setting_that_a_query_changes_ends_with_it() throws InterruptedException {
        rows("select set_config('default_transaction_read_only', 'off', false)", "{}");

        assertFails(read(asking("select forget_orders()"), "{}"), Reasons.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "rollback", "end"})
    void the_session_itself_only_reads_also_where_a_transaction_was_ended(String ended) throws SQLException {
        var database = new Database(postgres.getJdbcUrl("postgres", "postgres"), "postgres", null);
        try (var connection = databases.connect(database);
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select 1; " + ended + "; delete from orders"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("25006"));
            connection.rollback();
        }
    }

    @Test
    void a_session_in_which_every_backslash_counts_is_asked_no_query_that_is_two_there()
            throws InterruptedException, SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role old_strings login superuser; "
                    + "alter role old_strings set standard_conforming_strings = off");
        }
        var quoted = asking(
                "select '\\' as x, id from orders where id = {id}",
                "url",
                postgres.getJdbcUrl("old_strings", "postgres"));

        assertFails(read(quoted, "{\"id\":1}"), Reasons.REJECTED);
        assertFails(
                read(asking("select forget_orders()", "url", postgres.getJdbcUrl("old_strings", "postgres")), "{}"),
                Reasons.REJECTED);
    }

    @Test
    void a_query_that_takes_too_long_is_cancelled_at_the_tools_timeout() throws InterruptedException {
        var slow = asking("select pg_sleep(60)::text as x").timeout(Duration.ofMillis(300));

        assertFails(read(slow, "{}"), Reasons.TIMEOUT);
    }

    @Test
    void an_endless_answer_is_not_read_to_its_end() throws InterruptedException {
        assertFails(
                read(asking("select repeat('x', 1000) as x from orders", "rows", 300), "{}"), Reasons.INVALID_OUTPUT);
    }

    @Test
    void a_value_that_does_not_fit_is_refused_without_quoting_it() throws InterruptedException {
        var outcome = read(asking("select id from orders where day = {day}"), "{\"day\":\"soon, said Alice\"}");

        assertFails(outcome, Reasons.REJECTED);
        assertThat(Personal.plainOrNull(((ToolFailure) outcome).content())).isEqualTo("{\"sql_state\":\"22007\"}");
    }

    @Test
    void a_pool_that_is_used_up_fails_calls_and_leaves_the_database_in_good_repute()
            throws InterruptedException, SQLException {
        var url = postgres.getJdbcUrl("postgres", "postgres");
        var one = asking("select 1 as x", "url", url, "connections", 1);
        try (var small = new Databases(Duration.ofMillis(250), Sample.NETWORK, Drivers.of(List.of()))) {
            var kinds = kinds(small);
            try (var taken = small.connect(new Database(url, null, null, 1))) {
                assertThat(taken.isReadOnly()).isTrue();
                for (var call = 0; call < 5; call++) {
                    var heard = Whys.hearing(() -> {
                        try {
                            return caller.read(call(kinds, one.build(), "{}")).outcome();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
                    assertFails(heard.result(), Reasons.UNAVAILABLE);
                    assertThat(heard.whys()).anyMatch(why -> why.contains("give it more (sql.connections)"));
                }
            }

            assertThat(caller.read(call(kinds, one.build(), "{}")).outcome()).isInstanceOf(ToolSuccess.class);
        }
    }

    @Test
    void a_database_that_is_not_there_is_unavailable() throws InterruptedException {
        var elsewhere = asking("select 1", "url", "jdbc:postgresql://localhost:1/none");
        try (var impatient = new Databases(Duration.ofSeconds(1), Sample.NETWORK, Drivers.of(List.of()))) {
            assertFails(
                    caller.read(call(kinds(impatient), elsewhere.build(), "{}")).outcome(), Reasons.UNAVAILABLE);
        }
    }

    private static Kinds kinds(Databases databases) {
        return new Kinds(List.of(new SqlKind(databases, Sample.BARE, 50_000)), new PendingReturns(within -> {}));
    }

    private static Denied denied(Databases refusing, String url) {
        var caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);
        return catchThrowableOfType(
                Denied.class,
                () -> caller.read(
                        call(kinds(refusing), asking("select 1", "url", url).build(), "{}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/shop",
                "jdbc:postgresql:shop",
                "jdbc:postgresql:///shop",
                "jdbc:postgresql://10.0.0.7:5432/shop",
                "jdbc:postgresql://93.184.216.34:5432,169.254.169.254:80/shop",
                "jdbc:postgresql://[::1]/shop",
            })
    void a_database_with_a_private_address_is_not_asked_unless_it_is_declared(String url) {
        try (var refusing = new Databases(Duration.ofSeconds(1), Network.ofPublicAddresses(), Drivers.ANY)) {
            assertThat(denied(refusing, url).reason()).isEqualTo(Denied.ADDRESS_REFUSED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socketFactory=x.Y",
                "sslfactory=x.Y",
                "sslpasswordcallback=x.Y",
                "readOnlyMode=ignore",
                "readOnly=false",
                "options=-c%20default_transaction_read_only=off",
                "preferQueryMode=simple",
                "replication=database"
            })
    void an_address_that_names_a_class_or_lets_a_session_write_is_refused(String setting) {
        assertThat(denied(databases, "jdbc:postgresql://localhost/shop?" + setting))
                .hasMessageContaining(setting.substring(0, setting.indexOf('=')));
    }

    @Test
    void other_databases_are_asked_only_where_the_installation_lists_them() {
        assertThat(denied(databases, "jdbc:duckdb:/etc/shop.db"))
                .hasMessageContaining("casebook.tools.databases")
                .extracting(Denied::reason)
                .isEqualTo(Denied.ADDRESS_REFUSED);
        try (var open =
                new Databases(Duration.ofSeconds(1), Sample.NETWORK, Drivers.of(List.of("jdbc:duckdb:/data/")))) {
            assertThat(denied(open, "jdbc:duckdb:/etc/shop.db").reason()).isEqualTo(Denied.ADDRESS_REFUSED);
        }
        assertThatThrownBy(() -> Drivers.of(List.of("mysql://db")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mysql://db");
    }

    @Test
    void a_name_that_stands_for_another_address_by_the_time_of_the_connection_leads_nowhere() {
        try (var late = new Databases(Duration.ofSeconds(1), Network.ofPublicAddresses(), Drivers.of(List.of()))) {
            var database = new Database(postgres.getJdbcUrl("postgres", "postgres"), "postgres", null);

            assertThatThrownBy(() -> late.connect(database))
                    .isInstanceOf(SQLException.class)
                    .hasRootCauseInstanceOf(ForbiddenAddressException.class);
        }
    }
}
