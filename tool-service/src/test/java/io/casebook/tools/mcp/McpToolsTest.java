package io.casebook.tools.mcp;

import static io.casebook.tools.Sample.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.platform.definition.ServerImport;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.call.Denied;
import io.casebook.tools.later.PendingReturns;
import io.casebook.tools.network.Network;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Kinds;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.Sent;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.template.Installation;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of servers that were built with the official SDK, over both transports. */
class McpToolsTest {
    private final McpSessions sessions = new McpSessions(Duration.ofSeconds(5), 100_000, Sample.NETWORK, Duration.ZERO);
    private final Kinds kinds = new Kinds(
            List.of(new McpKind(
                    sessions,
                    new Installation(Map.of("CASEBOOK_SECRET_CRM", "tok-123")::get, null),
                    Sample.NETWORK,
                    Programs.ANY)),
            new PendingReturns(within -> {}));
    private final ToolCaller caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);

    @AfterEach
    void close() {
        sessions.close();
    }

    private static ToolBuilder tool(String operation, Map<String, ?> server) {
        return over(Tool.reading(operation), operation, server);
    }

    private static ToolBuilder over(ToolBuilder tool, String operation, Map<String, ?> server) {
        Map<String, @Nullable Object> mcp = new LinkedHashMap<>(server);
        mcp.put("operation", operation);
        return tool.parameters(Sample.ANYTHING).timeout(Duration.ofSeconds(20)).execution(Map.of("mcp", mcp));
    }

    private ToolOutcome read(ToolBuilder tool, String arguments) throws InterruptedException {
        return caller.read(call(kinds, tool.build(), arguments)).outcome();
    }

    /** All that gets into the log, whoever writes it. */
    private static final class Heard extends Handler implements AutoCloseable {
        private static final java.util.logging.Logger ROOT = java.util.logging.Logger.getLogger("");
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Heard() {
            setLevel(Level.ALL);
            ROOT.addHandler(this);
        }

        List<String> said() {
            return List.copyOf(lines);
        }

        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLoggerName() + " " + record.getMessage() + " " + Arrays.toString(record.getParameters())
                    + " " + record.getThrown());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            ROOT.removeHandler(this);
        }
    }

    private static String content(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolSuccess success -> Personal.plain(success.content());
            case ToolFailure failure -> failure.reasonCode() + " " + Personal.plainOrNull(failure.content());
            default -> throw new AssertionError(outcome.toString());
        };
    }

    @Nested
    class over_streamable_http {
        @TempDir
        @SuppressWarnings("NullAway.Init") // set by the test framework
        private Path folder;

        private @Nullable CrmOverHttp crm;

        @AfterEach
        void stop() {
            if (crm != null) {
                crm.close();
            }
        }

        private Map<String, ?> server(SyncToolSpecification... more) {
            var tools = new ArrayList<>(CrmServer.tools());
            tools.addAll(List.of(more));
            crm = new CrmOverHttp(folder, tools);
            return Map.of("url", crm.url(), "headers", Map.of("Authorization", "Bearer ${secret:crm}"));
        }

        private CrmOverHttp crm() {
            return java.util.Objects.requireNonNull(crm);
        }

        @Test
        void structured_content_is_the_result_and_a_writing_call_carries_its_key() throws InterruptedException {
            var tool = over(Tool.writing("update_address"), "update_address", server())
                    .idempotencyHeader("idempotency")
                    .build();
            var sent = caller.write(call(kinds, tool, "{\"customer_id\":\"c-1\",\"address\":\"Elm 1\"}"), false);

            assertThat(sent)
                    .isInstanceOfSatisfying(
                            Sent.Settled.class,
                            settled -> assertThat(content(settled.outcome()))
                                    .contains("\"customer\":\"c-1\"", "\"address\":\"Elm 1\"", "\"key\":\"call-1\""));
        }

        @Test
        void a_name_that_stands_for_another_address_by_the_time_of_the_connection_leads_nowhere()
                throws InterruptedException {
            var server = server();
            // What was judged before the call was fine; what the connection would go to is not.
            var late = new McpSessions(Duration.ofSeconds(5), 100_000, Network.ofPublicAddresses(), Duration.ZERO);
            var kind = new McpKind(late, new Installation(name -> "tok-123", null), Sample.NETWORK, Programs.ANY);
            var writing = over(Tool.writing("update_address"), "update_address", server)
                    .build();

            var sent = caller.write(
                    call(new Kinds(List.of(kind), new PendingReturns(within -> {})), writing, "{}"), false);
            late.close();

            assertThat(sent).isInstanceOf(Sent.Nothing.class);
        }

        @Test
        void text_is_the_json_that_it_is_redacted_like_any_answer_or_else_text() throws InterruptedException {
            var server = server();

            assertThat(content(read(tool("greet", server), "{}"))).isEqualTo("{\"text\":\"Hello.\"}");
            assertThat(content(read(tool("as_json", server), "{}")))
                    .startsWith("{\"card\":")
                    .doesNotContain("4111 1111 1111 1111");
        }

        @Test
        void what_a_server_calls_an_error_is_a_refusal_with_what_it_says() throws InterruptedException {
            assertThat(content(read(tool("refuse", server()), "{}")))
                    .isEqualTo("rejected {\"text\":\"no such customer\"}");
        }

        @Test
        void what_a_server_calls_an_error_leaves_a_writing_call_in_doubt_unless_the_definition_says_otherwise()
                throws InterruptedException {
            var server = server();
            var doubtful = over(Tool.writing("refuse"), "refuse", server).build();
            Map<String, Object> certainServer = new LinkedHashMap<>(server);
            certainServer.put("errors", "not_done");
            var certain = over(Tool.writing("refuse"), "refuse", certainServer).build();

            assertThat(caller.write(call(kinds, doubtful, "{}"), false)).isInstanceOf(Sent.InDoubt.class);
            assertThat(caller.write(call(kinds, certain, "{}"), false))
                    .isInstanceOfSatisfying(
                            Sent.Settled.class,
                            sent -> assertThat(sent.outcome()).isInstanceOf(ToolFailure.class));
        }

        @Test
        void an_answer_that_is_not_as_promised_is_of_no_use() throws InterruptedException {
            var promising = tool("greet", server()).returns("{\"type\":\"object\",\"required\":[\"id\"]}");

            assertThat(content(read(promising, "{}"))).startsWith(Reasons.INVALID_OUTPUT);
        }

        @Test
        void a_tool_that_the_server_does_not_have_any_more_is_not_called() throws InterruptedException {
            assertThat(content(read(tool("gone", server()), "{}"))).startsWith(Reasons.TOOL_CHANGED);
        }

        @Test
        void a_tool_that_takes_something_else_than_the_definition_says_is_not_called() throws InterruptedException {
            var pinned = new LinkedHashMap<String, @Nullable Object>(server());
            pinned.put(
                    "pinned",
                    "{\"properties\":{\"address\":{\"type\":\"string\"},\"customer_id\":{\"type\":\"string\"}},"
                            + "\"required\":[\"customer_id\",\"address\"],\"type\":\"object\"}");
            var tool = tool("update_address", pinned);
            var arguments = "{\"customer_id\":\"c-1\",\"address\":\"Elm 1\"}";
            assertThat(content(read(tool, arguments)))
                    .as("the order of keys says nothing")
                    .contains("Elm 1");

            crm().change(CrmServer.tool(
                    "update_address", "{\"type\":\"object\",\"properties\":{\"iban\":{}}}", request -> {
                        throw new AssertionError("called");
                    }));

            assertThat(content(read(tool, arguments))).startsWith(Reasons.TOOL_CHANGED);
        }

        @Test
        void a_server_that_restarts_between_two_calls_is_found_again() throws InterruptedException {
            var tool = tool("greet", server());
            assertThat(content(read(tool, "{}"))).contains("Hello.");
            crm().stop();
            crm().start();

            assertThat(content(read(tool, "{}"))).contains("Hello.");
        }

        @Test
        void a_server_that_ends_in_the_middle_of_a_writing_call_leaves_it_in_doubt() throws InterruptedException {
            var working = new CountDownLatch(1);
            var never = new CountDownLatch(1);
            var server = server(CrmServer.tool("slow", "{\"type\":\"object\"}", request -> {
                working.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return CrmServer.text("");
            }));
            var tool = over(Tool.writing("slow"), "slow", server)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var ending = Thread.ofVirtual().start(() -> {
                try {
                    working.await();
                    crm().stop();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            assertThat(caller.write(call(kinds, tool, "{}"), false)).isInstanceOf(Sent.InDoubt.class);
            never.countDown();
            ending.join();
            crm().start();
            assertThat(content(read(tool("greet", server), "{}"))).contains("Hello.");
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 404, 403, 409, 500})
        void a_call_that_is_refused_ends_no_other_call_that_is_under_way(int status) throws Exception {
            var working = new CountDownLatch(1);
            var goesOn = new CountDownLatch(1);
            var server = server(CrmServer.tool("slow", "{\"type\":\"object\"}", request -> {
                working.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return CrmServer.text("done after all");
            }));
            crm().refuse("update_address", status);
            var slow = over(Tool.writing("slow"), "slow", server).build();
            var refused = over(Tool.writing("update_address"), "update_address", server)
                    .build();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var underWay = threads.submit(() -> caller.write(call(kinds, slow, "{}"), false));
                assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();

                var _ = caller.write(call(kinds, refused, "{}"), false);
                goesOn.countDown();

                assertThat(underWay.get())
                        .isInstanceOfSatisfying(
                                Sent.Settled.class,
                                sent -> assertThat(content(sent.outcome())).contains("done after all"));
            }
        }

        @ParameterizedTest
        @CsvSource({"400, rejected", "401, rejected", "403, rejected", "429, rate_limited", "422, rejected"})
        void a_refusal_settles_the_call_that_it_answers(int status, String reason) throws InterruptedException {
            var server = server();
            crm().refuse("update_address", status);
            var refused = over(Tool.writing("update_address"), "update_address", server)
                    .build();

            assertThat(caller.write(call(kinds, refused, "{}"), false))
                    .isInstanceOfSatisfying(
                            Sent.Settled.class,
                            sent -> assertThat(content(sent.outcome())).startsWith(reason));
        }

        @Test
        void a_server_that_could_not_do_it_leaves_a_writing_call_in_doubt() throws InterruptedException {
            var server = server();
            crm().refuse("update_address", 503);
            var tool = over(Tool.writing("update_address"), "update_address", server)
                    .build();

            assertThat(caller.write(call(kinds, tool, "{}"), false)).isInstanceOf(Sent.InDoubt.class);
        }

        @Test
        void a_server_that_has_forgotten_the_session_has_not_looked_at_the_call_which_is_sent_on_a_new_one()
                throws InterruptedException {
            // What it offers is not asked again, so the call itself is the first to meet the server that restarted.
            var keeping = new McpSessions(Duration.ofSeconds(5), 100_000, Sample.NETWORK, Duration.ofMinutes(1));
            var kind = new McpKind(keeping, new Installation(name -> "tok-123", null), Sample.NETWORK, Programs.ANY);
            var kept = new Kinds(List.of(kind), new PendingReturns(within -> {}));
            var tool = over(Tool.writing("update_address"), "update_address", server())
                    .build();
            var arguments = "{\"customer_id\":\"c-1\",\"address\":\"Elm 1\"}";
            assertThat(caller.write(call(kept, tool, arguments), false)).isInstanceOf(Sent.Settled.class);
            crm().stop();
            crm().start();

            var sent = caller.write(call(kept, tool, arguments), false);
            keeping.close();

            assertThat(sent)
                    .isInstanceOfSatisfying(
                            Sent.Settled.class,
                            settled -> assertThat(content(settled.outcome())).contains("Elm 1"));
        }

        @Test
        void what_goes_wrong_in_a_tool_does_not_get_into_the_log() throws InterruptedException {
            try (var log = new Heard()) {
                var _ = read(tool("fail", server()), "{}");

                assertThat(log.said()).noneMatch(line -> line.contains("4111"));
            }
        }

        @Test
        void what_it_offers_can_be_taken_over_into_a_folder() throws IOException {
            var _ = server();
            var listed = McpImport.listed(crm().url(), Map.of(), List.of(), Sample.BARE);
            var written = ServerImport.mcp("crm", "apis/crm.json", listed, Map.of("url", crm().url()));

            assertThat(written.tools()).contains("update_address", "greet");
            assertThat(written.toolsYaml())
                    .contains("update_address: {effect: write, bind: {customer_id: $customer.id}}");
        }

        @Test
        void an_answer_longer_than_is_read_is_of_no_use() throws InterruptedException {
            assertThat(read(tool("long", server()), "{}")).isInstanceOf(ToolFailure.class);
        }
    }

    @Test
    void a_server_that_is_not_there_is_unavailable() throws InterruptedException {
        assertThat(content(read(tool("greet", Map.of("url", "http://localhost:1/mcp")), "{}")))
                .startsWith(Reasons.UNAVAILABLE);
    }

    @Test
    void a_server_has_one_way_to_be_reached_and_no_argument_chooses_it() {
        assertThatThrownBy(() -> call(kinds, tool("x", Map.of()).build(), "{}"))
                .hasMessageContaining("one of url and command");
        assertThatThrownBy(() -> call(
                        kinds, tool("x", Map.of("url", "http://{host}/mcp")).build(), "{}"))
                .hasMessageContaining("an argument would choose the server");
        assertThatThrownBy(() -> call(
                        kinds,
                        tool("x", Map.of("url", "http://h/mcp", "port", 1)).build(),
                        "{}"))
                .hasMessageContaining("mcp.port is not known");
    }

    @Nested
    class over_standard_streams {
        private Map<String, ?> server() {
            return Map.of(
                    "command",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "args",
                    List.of("-cp", System.getProperty("java.class.path"), CrmServer.class.getName()),
                    "env",
                    Map.of("CRM_TOKEN", "${secret:crm}"));
        }

        @Test
        void a_tool_is_called_by_a_program_that_sees_only_the_variables_it_is_given() throws InterruptedException {
            var names = content(read(tool("environment", server()), "{}"));

            assertThat(names).contains("CRM_TOKEN");
            assertThat(System.getenv().keySet().stream()
                            .filter(name -> !List.of("HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER", "CRM_TOKEN")
                                    .contains(name))
                            .filter(name -> names.contains("\"" + name + "\"")))
                    .isEmpty();
        }

        @Test
        void a_program_that_ends_in_the_middle_of_a_writing_call_leaves_it_in_doubt_and_is_started_again()
                throws InterruptedException {
            var dying = over(Tool.writing("die"), "die", server()).build();

            assertThat(caller.write(call(kinds, dying, "{}"), false)).isInstanceOf(Sent.InDoubt.class);
            assertThat(content(read(tool("greet", server()), "{}"))).contains("Hello.");
        }

        private String process(String operation) throws InterruptedException {
            return content(read(tool(operation, server()), "{}"));
        }

        @Test
        void lines_that_are_no_messages_are_left_out_and_stand_in_no_log() throws InterruptedException {
            try (var log = new Heard()) {
                var first = process("babble");

                assertThat(first).startsWith("{\"text\":\"process ");
                assertThat(process("babble")).as("the same program").isEqualTo(first);
                assertThat(process("process")).as("the same program").isEqualTo(first);
                assertThat(log.said()).noneMatch(line -> line.contains("4111"));
            }
        }

        @Test
        void what_goes_wrong_in_a_program_stands_in_no_log() throws InterruptedException {
            try (var log = new Heard()) {
                var _ = process("fail");

                assertThat(log.said()).noneMatch(line -> line.contains("4111"));
            }
        }

        @Test
        void an_answer_longer_than_is_read_is_in_doubt_at_once_and_the_program_goes_on() throws InterruptedException {
            var first = process("process");
            var long_ = over(Tool.writing("long"), "long", server()).build();

            assertThat(caller.write(call(kinds, long_, "{}"), false))
                    .isInstanceOfSatisfying(
                            Sent.InDoubt.class, doubt -> assertThat(doubt.why()).contains("longer than is ever read"));
            assertThat(process("process")).isEqualTo(first);
        }

        @Test
        void a_call_that_is_late_costs_nobody_else_the_program() throws InterruptedException {
            var first = process("process");
            var hanging = over(Tool.writing("hang"), "hang", server())
                    .timeout(Duration.ofMillis(300))
                    .build();

            assertThat(caller.write(call(kinds, hanging, "{}"), false)).isInstanceOf(Sent.InDoubt.class);
            assertThat(process("process")).isEqualTo(first);
        }

        @Test
        void a_program_that_says_no_more_is_given_up_and_started_again() throws InterruptedException {
            var first = process("process");
            var silent =
                    over(Tool.writing("fall_silent"), "fall_silent", server()).build();

            assertThat(caller.write(call(kinds, silent, "{}"), false))
                    .isInstanceOfSatisfying(
                            Sent.InDoubt.class, doubt -> assertThat(doubt.why()).contains("ended"));
            assertThat(process("process")).startsWith("{\"text\":\"process ").isNotEqualTo(first);
        }

        @Test
        void a_program_that_the_installation_does_not_list_is_not_started() {
            var listed = new McpKind(
                    sessions, new Installation(name -> null, null), Sample.NETWORK, Programs.of(List.of("crm")));
            var closed = new Kinds(List.of(listed), new PendingReturns(within -> {}));
            var shell = tool("greet", Map.of("command", "/bin/sh")).build();

            assertThatThrownBy(() -> caller.read(call(closed, shell, "{}")))
                    .isInstanceOf(Denied.class)
                    .hasMessageContaining("/bin/sh")
                    .hasMessageContaining("casebook.tools.programs");
        }

        @Test
        void a_program_that_does_not_exist_is_unavailable() throws InterruptedException {
            assertThat(content(read(tool("greet", Map.of("command", "/no/such/program")), "{}")))
                    .startsWith(Reasons.UNAVAILABLE);
        }
    }
}
