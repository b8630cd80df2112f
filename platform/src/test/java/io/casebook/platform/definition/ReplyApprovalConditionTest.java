package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Condition;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Verdict;
import io.casebook.platform.definition.expression.Expressions;
import io.casebook.platform.definition.expression.Parsed;
import io.casebook.platform.definition.expression.Scope;
import org.junit.jupiter.api.Test;

/** What a condition of approval.replies may read of the draft. */
class ReplyApprovalConditionTest {
    private static Verdict test(String condition, String draft) {
        Condition compiled = ((Parsed.Good<Condition>) new Expressions(Scope.REPLY).condition(condition)).value();
        return compiled.test(Facts.of("c", "k", "web", "en").withArgs(draft));
    }

    @Test
    void replies_that_report_an_action_can_be_told_from_others() {
        String condition = "size(args.claims) > 0 || 'refund_order' in args.claims";
        assertThat(test(condition, "{\"source\":\"model\",\"claims\":[\"refund_order\"]}")
                        .holds())
                .isTrue();
        assertThat(test(condition, "{\"source\":\"model\",\"claims\":[]}").fails())
                .isTrue();
    }

    @Test
    void a_confidence_that_nobody_stated_leaves_the_condition_undecided() {
        assertThat(test("args.confidence < 0.9", "{\"source\":\"model\",\"claims\":[],\"confidence\":0.95}")
                        .fails())
                .isTrue();
        assertThat(test("args.confidence < 0.9", "{\"source\":\"model\",\"claims\":[]}"))
                .isInstanceOf(Verdict.Undecided.class);
    }

    @Test
    void what_models_wrote_can_be_told_from_what_the_definition_says() {
        assertThat(test("args.source == 'model'", "{\"source\":\"procedure\",\"claims\":[]}")
                        .fails())
                .isTrue();
    }
}
