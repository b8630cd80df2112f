package io.casebook.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultCacheTest {
    private final ResultCache cache = new ResultCache(10_000);
    private final Tool tool =
            Tool.reading("get_order").cacheTtl(Duration.ofMinutes(1)).build();
    private final ToolSuccess result = new ToolSuccess(Personal.text("{}"));

    private static ToolCallRequest asking(String customer) {
        return Sample.request("get_order", ToolEffect.READ, "{}").withCustomerId(customer);
    }

    private void keep(String customer) {
        keep(asks(customer, "conversation-1"));
    }

    private ResultCache.Asking asks(String customer, String conversation) {
        return cache.asks(ResultCache.Question.of(asking(customer), "hash"), conversation);
    }

    private void keep(ResultCache.Asking asking) {
        cache.keep(tool, asking, result, Sample.NOW);
        cache.ends(asking);
    }

    private boolean knows(String customer) {
        return knows(customer, "conversation-1");
    }

    private boolean knows(String customer, String conversation) {
        return cache.find(tool, ResultCache.Question.of(asking(customer), "hash"), conversation, Sample.NOW) != null;
    }

    @Test
    void a_result_is_kept_for_the_customer_it_was_asked_for() {
        keep("alice");

        assertThat(knows("alice")).isTrue();
        assertThat(knows("bob")).isFalse();
    }

    @Test
    void a_writing_call_makes_what_it_invalidates_be_asked_anew_for_its_customer_alone() {
        keep("alice");
        keep("bob");

        cache.forget(List.of("get_order"), asking("alice"));

        assertThat(knows("alice")).isFalse();
        assertThat(knows("bob")).isTrue();
    }

    @Test
    void a_writing_call_that_invalidates_something_else_leaves_it() {
        keep("alice");

        cache.forget(List.of("list_orders"), asking("alice"));

        assertThat(knows("alice")).isTrue();
    }

    @Test
    void what_was_asked_before_a_write_and_answered_after_it_is_not_kept() {
        var asking = asks("alice", "conversation-1");

        cache.forget(List.of("get_order"), asking("alice"));
        keep(asking);

        assertThat(knows("alice")).isFalse();
        keep("alice");
        assertThat(knows("alice")).isTrue();
    }

    @Test
    void a_write_of_another_service_makes_be_asked_anew_what_was_told_in_its_conversation() {
        keep("alice");
        keep(asks("bob", "conversation-2"));

        cache.forget("conversation-1", question -> question.tool().equals("get_order"));

        assertThat(knows("alice")).isFalse();
        assertThat(knows("bob")).isTrue();
    }

    @Test
    void what_was_told_again_in_another_conversation_is_forgotten_with_that_one_too() {
        keep("alice");
        assertThat(knows("alice", "conversation-2")).isTrue();

        cache.forget("conversation-2", question -> true);

        assertThat(knows("alice")).isFalse();
    }

    @Test
    void what_is_told_in_very_many_conversations_is_asked_anew_now_and_then() {
        keep("alice");
        for (var i = 2; i <= 16; i++) {
            assertThat(knows("alice", "conversation-" + i)).isTrue();
        }

        assertThat(knows("alice", "conversation-17")).isFalse();
        assertThat(knows("alice", "conversation-1")).isFalse();
    }
}
