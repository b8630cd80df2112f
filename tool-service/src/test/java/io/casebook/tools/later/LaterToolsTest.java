package io.casebook.tools.later;

import static io.casebook.tools.Sample.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.ToolDouble;
import io.casebook.tools.http.HttpKind;
import io.casebook.tools.http.Sender;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Kinds;
import io.casebook.tools.run.Reasons;
import io.casebook.tools.run.Sent;
import io.casebook.tools.run.ToolCaller;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.ReturnAsyncToolResult;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tools whose result comes back over the API, some time after they were called. */
class LaterToolsTest {
    private final ToolDouble tool = new ToolDouble();
    private final Sender sender = new Sender(Duration.ofSeconds(2), 1 << 20, Sample.NETWORK);
    private final PendingReturns returns = new PendingReturns(within -> {});
    private final Kinds kinds = new Kinds(List.of(new HttpKind(sender, Sample.BARE)), returns);
    private final ToolCaller caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);

    @AfterEach
    void close() {
        tool.close();
        sender.close();
    }

    private ToolBuilder asking(Duration later) {
        return Sample.reading(tool.url() + "/quotes")
                .returns("{\"type\":\"object\",\"required\":[\"price\"]}")
                .redact(List.of("/secret"))
                .answersLater(later);
    }

    private CompletableFuture<ToolOutcome> read(Tool called) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return caller.read(call(kinds, called, "{}")).outcome();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void comesBack(String conversation, String callId, boolean succeeded, String json) {
        returns.take(new InboundRecord(
                "record-1",
                "default",
                conversation,
                Sample.NOW,
                new Actor(ActorType.SYSTEM, null),
                new ReturnAsyncToolResult(callId, succeeded, Personal.text(json))));
    }

    @Test
    void only_so_many_calls_wait_at_a_time_and_one_more_is_not_sent() throws Exception {
        var few = new Kinds(List.of(new HttpKind(sender, Sample.BARE)), returns, 1);
        var first = CompletableFuture.supplyAsync(() -> {
            try {
                return caller.read(call(few, asking(Duration.ofSeconds(20)).build(), "{}"))
                        .outcome();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> !tool.asked().isEmpty());

        var second = caller.read(call(few, asking(Duration.ofSeconds(2)).build(), "{}"))
                .outcome();

        assertThat(second)
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo(Reasons.UNAVAILABLE));
        assertThat(tool.asked()).hasSize(1);
        comesBack("conversation-1", "call-1", true, "{\"price\":12.50}");
        assertThat(first.get()).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void a_call_is_answered_by_what_comes_back_redacted_like_any_answer() {
        var outcome = read(asking(Duration.ofSeconds(20)).build());
        await().until(() -> !tool.asked().isEmpty());

        comesBack("conversation-1", "call-1", true, "{\"price\":12.50,\"secret\":\"x\"}");

        assertThat(outcome.join())
                .isEqualTo(new ToolSuccess(Personal.text("{\"price\":12.50,\"secret\":\"‹hidden secret›\"}")));
    }

    @Test
    void the_tool_is_told_which_call_its_result_belongs_to() {
        var outcome = read(asking(Duration.ofSeconds(20)).build());
        await().until(() -> !tool.asked().isEmpty());

        assertThat(tool.asked().getFirst().header("X-Casebook-Call-Id")).isEqualTo("call-1");
        assertThat(tool.asked().getFirst().header("X-Casebook-Conversation-Id")).isEqualTo("conversation-1");
        comesBack("conversation-1", "call-1", true, "{\"price\":1}");
        assertThat(outcome.join()).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void what_comes_back_for_another_conversation_or_call_is_not_its_answer() {
        var outcome = read(asking(Duration.ofSeconds(20)).build());
        await().until(() -> !tool.asked().isEmpty());

        comesBack("conversation-2", "call-1", true, "{\"price\":666}");
        comesBack("conversation-1", "call-2", true, "{\"price\":666}");
        comesBack("conversation-1", "call-1", true, "{\"price\":1}");

        assertThat(outcome.join()).isEqualTo(new ToolSuccess(Personal.text("{\"price\":1}")));
    }

    @Test
    void a_result_that_says_no_is_a_refusal_and_one_that_is_not_as_promised_of_no_use() {
        var refused = read(asking(Duration.ofSeconds(20)).build());
        await().until(() -> tool.asked().size() == 1);
        comesBack("conversation-1", "call-1", false, "{\"why\":\"sold out\"}");
        assertThat(refused.join())
                .isEqualTo(new ToolFailure(Reasons.REJECTED, null, Personal.text("{\"why\":\"sold out\"}")));

        var useless = read(asking(Duration.ofSeconds(20)).build());
        await().until(() -> tool.asked().size() == 2);
        comesBack("conversation-1", "call-1", true, "{}");
        assertThat(useless.join())
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo(Reasons.INVALID_OUTPUT));
    }

    @Test
    void a_tool_that_does_not_even_begin_is_not_waited_for() {
        tool.answers(404, "{}");

        assertThat(read(asking(Duration.ofHours(1)).build()).join())
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo(Reasons.NOT_FOUND));
    }

    @Test
    void a_changing_call_of_which_nothing_comes_back_is_in_doubt() throws InterruptedException {
        var changing = Sample.writing(tool.url() + "/orders")
                .timeout(Duration.ofMillis(100))
                .answersLater(Duration.ofMillis(100))
                .build();

        assertThat(caller.write(call(kinds, changing, "{\"amount\":1}"), false)).isInstanceOf(Sent.InDoubt.class);
    }
}
