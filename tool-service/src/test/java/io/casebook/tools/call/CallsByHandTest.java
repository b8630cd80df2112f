package io.casebook.tools.call;

import static io.casebook.tools.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.Sample;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody judged a call by hand before it comes here, so what cannot be decided is denied. */
class CallsByHandTest {
    private static final ToolCallRequest ASKED =
            Sample.request("refund", ToolEffect.WRITE, "{\"amount\":5,\"channel\":\"web\"}");

    private static Tool requiring(String condition) {
        return Tool.writing("refund")
                .parameters(Sample.ANYTHING)
                .requires(Sample.condition(condition))
                .build();
    }

    private static Tool approved(String condition) {
        return Tool.writing("refund")
                .parameters(Sample.ANYTHING)
                .approve(Sample.condition(condition))
                .build();
    }

    private static @Nullable Denied denial(Tool tool, ToolCallRequest request) {
        return catchThrowableOfType(
                Denied.class,
                () -> Checks.check(
                        tool,
                        Schema.ofParameters(tool.name(), tool.parametersJson()),
                        request,
                        Origin.BY_HAND,
                        Sample.VAULT));
    }

    private static Denied denied(Tool tool, ToolCallRequest request) {
        var denied = denial(tool, request);
        assertThat(denied).as("the call is denied").isNotNull();
        return java.util.Objects.requireNonNull(denied);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "identity.ok | identity.ok (send it in resources, or --resource identity=JSON)",
                "resources.order.total > 100 | resources.order.total (send it in resources, or --resource order=JSON)",
                "has(resources.fraud) | resources.fraud (send it in resources",
                "!has(resources.fraud) | resources.fraud (send it in resources",
                "resources['order'].total > 100 | resources (which only a conversation has all of",
                "size(resources) == 0 | resources (which only a conversation has all of",
                "results.get_order.total > 100 | results.get_order.total (which only a conversation has",
                "has(slots.confirmed) | slots.confirmed (which only a conversation has",
                "channel == 'web' | channel (which only a conversation has",
                "language != 'en' | language (which only a conversation has",
                "args.amount < 1 && slots.x == '1' | slots.x (which only a conversation has"
            })
    void what_a_condition_reads_and_nobody_sent_denies_the_call_and_is_named(String condition, String missing) {
        var required = denied(requiring(condition), ASKED);
        assertThat(required.reason()).isEqualTo(Denied.REQUIREMENT_NOT_MET);
        assertThat(required.outcome().detail()).contains(condition, missing);

        var unapproved = denied(approved(condition), ASKED);
        assertThat(unapproved.reason()).isEqualTo(Denied.APPROVAL_MISSING);
        assertThat(unapproved.outcome().detail()).contains(condition, missing, "nobody approves calls by hand");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"args.channel == 'web'", "args.amount < 10", "now > timestamp('2026-01-01T00:00:00Z')"})
    void what_every_request_carries_is_judged(String condition) {
        assertThat(denial(requiring(condition), ASKED)).isNull();
        assertThat(denial(requiring("!(" + condition + ")"), ASKED)).isNotNull();
        assertThat(denial(approved("!(" + condition + ")"), ASKED)).isNull();
        assertThat(denial(approved(condition), ASKED)).isNotNull();
    }

    @Test
    void what_was_sent_is_judged() {
        var identified = with(ASKED, "identity", "{\"ok\":true}");

        assertThat(denial(requiring("identity.ok"), identified)).isNull();
        assertThat(denial(requiring("identity.ok"), with(ASKED, "identity", "{\"ok\":false}")))
                .isNotNull();
        assertThat(denied(requiring("identity.level > 1"), identified).outcome().detail())
                .contains("nothing has a value at one of identity.level");
    }

    @Test
    void nobodys_call_is_not_the_call_of_a_customer_without_an_id() {
        var nobody = ASKED.withCustomerId("").withConversationId("");

        assertThat(denied(requiring("customer.id != 'blocked'"), nobody)
                        .outcome()
                        .detail())
                .contains("customer.id (send customer_id, or --customer ID)");
        assertThat(denied(approved("conversation.id == 'c-7'"), nobody)
                        .outcome()
                        .detail())
                .contains("conversation.id (send conversation_id)");
    }
}
