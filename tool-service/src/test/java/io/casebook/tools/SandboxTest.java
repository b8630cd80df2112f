package io.casebook.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.tools.call.Denied;
import io.casebook.tools.call.Origin;
import io.casebook.tools.ledger.Ledger;
import io.casebook.tools.ledger.LimitedReads;
import io.casebook.tools.ledger.Line;
import io.casebook.tools.ledger.WriteCalls;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Caller;
import io.casebook.tools.run.Sandbox;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.sandbox.Recordings;
import io.casebook.tools.sandbox.SandboxAnswers;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rehearsals change nothing: no call of a tool that writes leaves a sandbox, whoever asked for the sandbox. */
class SandboxTest {
    private final ToolDouble tool = new ToolDouble();

    @AfterEach
    void stop() {
        tool.close();
    }

    /** A ledger on which a rehearsal has nothing to write. */
    private static final class Untouched implements Ledger {
        private static AssertionError touched() {
            return new AssertionError("a rehearsal touched the ledger");
        }

        @Override
        public @Nullable Line find(String callId) {
            throw touched();
        }

        @Override
        public boolean forgot(Instant requestedAt) {
            throw touched();
        }

        @Override
        public boolean claim(LedgerEntry started) {
            throw touched();
        }

        @Override
        public void finish(LedgerEntry finished) {
            throw touched();
        }

        @Override
        public Line write(LedgerEntry entry) {
            throw touched();
        }

        @Override
        public void catchUp() {
            throw touched();
        }

        @Override
        public @Nullable String excess(Tool limited, LedgerEntry started) {
            throw touched();
        }

        @Override
        public @Nullable String excessInOrder(Tool limited, LedgerEntry started) {
            throw touched();
        }

        @Override
        public void awaitEnd(String callId, Duration within) {
            throw touched();
        }
    }

    private ToolOutcome call(
            Sandbox process, @Nullable String request, boolean writes, @Nullable Object answer, Recordings recordings) {
        var reading = Sample.reading(tool.url()).sandboxAnswer(answer).build();
        var writing = Sample.writing(tool.url()).sandboxAnswer(answer).build();
        var definition = AgentDefinition.builder("shop")
                .version("abc123abc123")
                .tools(Map.of(reading.name(), reading, writing.name(), writing))
                .build();
        var clock = InstantSource.system();
        var caller = new ToolCaller(CallSettings.DEFAULTS, clock, Sample.VAULT);
        var ledger = new Untouched();
        var calls = new ToolCalls(
                ref -> definition,
                new CompiledTools(Sample.KINDS),
                caller,
                new WriteCalls(ledger, caller::write, new CheckInquiry(caller, clock), clock),
                new LimitedReads(ledger, clock),
                new ResultCache(1_000),
                Sample.VAULT,
                process,
                new SandboxAnswers(recordings),
                clock);
        var name = writes ? writing.name() : reading.name();
        var effect = writes ? ToolEffect.WRITE : ToolEffect.READ;
        return calls.answer(
                        Sample.request(name, effect, "{\"amount\":5}")
                                .withSandbox(request)
                                .withDeadlineAt(Instant.now().plusSeconds(30)),
                        Origin.CONVERSATION)
                .outcome();
    }

    private static String reason(ToolOutcome outcome) {
        return outcome instanceof ToolDenial denial ? denial.reasonCode() : outcome.toString();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "READS, none",
                "CLOSED, none",
                "OFF, reads",
                "OFF, closed",
                "READS, off",
                "CLOSED, off",
                "READS, reads",
                "CLOSED, reads",
                "OFF, something-new"
            })
    void no_path_through_a_sandbox_reaches_a_tool_that_writes(Sandbox process, @Nullable String request) {
        tool.answers(200, "{}");

        assertThat(reason(call(process, request, true, null, Recordings.none())))
                .isEqualTo(Denied.SANDBOXED);
        assertThat(tool.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"READS, 1", "CLOSED, 0"})
    void a_tool_that_reads_is_called_only_where_that_is_allowed(Sandbox process, int asked) {
        tool.answers(200, "{}");
        var _ = call(process, null, false, null, Recordings.none());

        assertThat(tool.asked()).hasSize(asked);
    }

    @Test
    void a_call_that_comes_past_the_decision_is_stopped_where_it_would_be_sent() {
        var caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);
        var call = Sample.call(Sample.writing(tool.url()).build(), "{\"amount\":5}");
        var rehearsed = new io.casebook.tools.run.Call(
                call.id(),
                new Caller("shop", "conversation-1", "customer-1", Set.of(), Sandbox.READS),
                call.tool(),
                call.arguments(),
                call.deadline());

        for (var repeat : List.of(true, false)) {
            assertThatThrownBy(() -> caller.write(rehearsed, repeat)).isInstanceOf(Denied.class);
        }
        assertThat(tool.asked()).isEmpty();
    }

    @Test
    void the_definition_may_say_what_is_answered_and_it_is_redacted_like_any_answer() {
        var answer = Map.of("id", "r-1", "amount", "{amount}", "to", "4242424242424242");
        var outcome = call(Sandbox.CLOSED, null, true, answer, Recordings.none());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ToolSuccess.class,
                        success -> assertThat(Personal.plain(success.content()))
                                .contains("\"id\":\"r-1\"", "\"amount\":5", "‹card ending 4242›"));
        assertThat(tool.asked()).isEmpty();
    }

    @Test
    void what_the_log_has_of_a_result_is_told_again_as_it_stands_and_a_failure_fails(@TempDir Path folder)
            throws IOException {
        var file = folder.resolve("recorded.jsonl");
        Files.writeString(file, """
                {"tool":"get_order","arguments":{"amount":5},"told":{"status":"sent"}}
                {"tool":"refund_order","arguments":{"amount":5},"failure":"not_found"}
                """);

        assertThat(call(Sandbox.CLOSED, null, false, null, Recordings.read(file)))
                .isEqualTo(new ToolSuccess(Personal.text("{\"status\":\"sent\"}")));
        assertThat(call(Sandbox.CLOSED, null, true, null, Recordings.read(file)))
                .isEqualTo(new ToolFailure("not_found"));
        assertThat(tool.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool\":\"t\",\"arguments\":{}}",
                "{\"tool\":\"t\",\"arguments\":{},\"result\":1,\"told\":1}",
                "{\"tool\":\"t\",\"arguments\":{},\"failure\":\"\"}",
                "{\"tool\":\"t\",\"arguments\":[],\"told\":1}",
                "not json"
            })
    void a_line_that_records_nothing_is_an_error_with_its_place(String line, @TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("recorded.jsonl"), "\n" + line + "\n");

        assertThatThrownBy(() -> Recordings.read(file)).hasMessageContaining("recorded.jsonl:2");
    }

    @Test
    void a_recorded_result_comes_first(@TempDir Path folder) throws IOException {
        var file = folder.resolve("recorded.jsonl");
        Files.writeString(
                file, "{\"tool\":\"refund_order\",\"arguments\":{\"amount\":5},\"result\":{\"id\":\"recorded\"}}\n\n");
        var outcome = call(Sandbox.READS, null, true, Map.of("id", "said"), Recordings.read(file));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ToolSuccess.class,
                        success -> assertThat(Personal.plain(success.content())).isEqualTo("{\"id\":\"recorded\"}"));
    }

    @Test
    void a_line_that_is_no_recording_is_named(@TempDir Path folder) throws IOException {
        var file = folder.resolve("recorded.jsonl");
        Files.writeString(file, "{\"tool\":\"refund_order\"}\n");
        assertThatThrownBy(() -> Recordings.read(file)).hasMessageContaining("recorded.jsonl:1");
        assertThatThrownBy(() -> Recordings.read(folder.resolve("missing"))).hasMessageContaining("cannot be read");
    }

    @Test
    void a_sandbox_s_answer_learns_no_secret() {
        var outcome = call(Sandbox.CLOSED, null, true, Map.of("key", "${secret:shop}"), Recordings.none());

        assertThat(reason(outcome)).isEqualTo(Denied.SECRET_MISSING);
    }
}
