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
        cache.keep(tool, ResultCache.Question.of(asking(customer), "hash"), result, Sample.NOW);
    }

    private boolean knows(String customer) {
        return cache.find(tool, ResultCache.Question.of(asking(customer), "hash"), Sample.NOW) != null;
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
}
