package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ArgumentsTemplate;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Rendered;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.inbound.AttachResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A person who approves a call approves what the platform fills into it, too. */
class BoundApprovalTest {
    private static final String FIRST = "{\"iban\":\"A\"}";
    private static final String SECOND = "{\"iban\":\"B\"}";

    /** The account that the money goes to is a resource of the conversation. */
    private static AgentDefinition agent() {
        var tools = new LinkedHashMap<>(Agents.modelled().tools());
        tools.put(
                "refund_order",
                Tool.writing("refund_order")
                        .approve(Objects.requireNonNull(Agents.modelled().tool("refund_order"))
                                .approve())
                        .bind(Map.of("account", "$resources.account"))
                        .boundValues(new ArgumentsTemplate() {
                            @Override
                            public String source() {
                                return "{account: $resources.account}";
                            }

                            @Override
                            public Rendered render(Facts facts) {
                                return new Rendered.Complete(facts.resources().getOrDefault("account", "null"));
                            }
                        })
                        .build());
        return Agents.modelled().toBuilder()
                .tools(tools)
                .knowledge(Agents.shop().knowledge())
                .build();
    }

    private static Story waiting() {
        return attached(Story.with(agent()), FIRST)
                .customerSays("m1", "Refund 500")
                .searchFinds(0.2)
                .modelProposes("refund_order", "{\"amount\":500}")
                .asksForApproval();
    }

    private static Story attached(Story story, String account) {
        return story.outside(ActorType.SYSTEM, new AttachResource("account", Personal.text(account)));
    }

    private static ToolApprovalRequested pending(Story story) {
        return Objects.requireNonNull(story.state().approval()).request();
    }

    @Test
    void the_request_for_an_approval_says_what_the_platform_fills() {
        assertThat(Personal.plainOrNull(pending(waiting()).bound())).isEqualTo(FIRST);
    }

    @Test
    void an_approval_runs_the_call_while_what_is_filled_is_the_same() {
        var story = attached(waiting(), FIRST);
        story.humanDecides(true).happensToo(ToolCallRequested.class).keepsItsPromises();
    }

    @Test
    void an_approval_of_one_account_does_not_pay_to_another() {
        var story = waiting();
        var seen = pending(story);
        attached(story, SECOND).humanDecides(true).happensNot(ToolCallRequested.class);

        assertThat(story.latest(ToolCallDenied.class)).isNotNull().satisfies(denied -> {
            assertThat(denied.callId()).isEqualTo(seen.callId());
            assertThat(denied.reasonCode()).isEqualTo("bound_value_changed");
        });
        var again = pending(story);
        assertThat(again.callId()).isNotEqualTo(seen.callId());
        assertThat(again.arguments()).isEqualTo(seen.arguments());
        assertThat(Personal.plainOrNull(again.bound())).isEqualTo(SECOND);

        story.humanDecides(true).happensToo(ToolCallRequested.class).keepsItsPromises();
        assertThat(Objects.requireNonNull(story.latest(ToolCallRequested.class)).callId())
                .isEqualTo(again.callId());
    }

    @Test
    void the_same_call_for_another_account_takes_the_place_of_the_one_that_waits() {
        var story = waiting();
        var first = pending(story);
        attached(story, SECOND)
                .customerSays("m2", "Please do it now. And what does shipping cost?")
                .searchFinds(0.9)
                .modelProposes("refund_order", "{\"amount\":500}")
                .asksForApproval();

        assertThat(Objects.requireNonNull(story.latest(ToolCallDenied.class)).callId())
                .isEqualTo(first.callId());
        assertThat(Personal.plainOrNull(pending(story).bound())).isEqualTo(SECOND);
        story.keepsItsPromises();
    }
}
