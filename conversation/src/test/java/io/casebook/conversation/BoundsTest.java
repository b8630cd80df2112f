package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Memory;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CompletionRequested;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.inbound.InboundPayload;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.state.ConversationState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However long a conversation grows, and however fast: state, prompts and the work of one step stay as they are. */
class BoundsTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final String LONG_TEXT =
            "A sentence that is neither short nor long, as customers write. ".repeat(20);

    private Instant now = START;
    private int records;
    private ConversationState state = States.unborn("default", "case-1");
    private List<ConversationEvent> latest = List.of();

    @Test
    void Ten_thousand_messages_in_a_minute_leave_a_small_state_and_every_one_is_known_again() {
        var agent = Agents.patientShop();
        open(agent);
        var events = 0L;
        for (var i = 0; i < 10_000; i++) {
            now = now.plusMillis(6);
            says(agent, "m" + i, "Message number " + i + " of a great many");
            events += latest.size();
            when(agent, new Input.TimePassed());
            events += latest.size();
        }
        assertThat(events).isLessThan(30_000);
        assertThat(state.unanswered()).hasSize(Bounds.UNANSWERED_MESSAGES);
        assertThat(state.unanswered().getFirst().messageId()).isEqualTo("m0");
        assertThat(size(state)).isLessThan(40_000);
        for (var i = 10_000 - 1_100; i < 10_000; i++) {
            says(agent, "m" + i, "again");
            assertThat(latest).isEmpty();
        }
    }

    @Test
    void A_burst_that_interrupts_the_agent_each_time_does_as_little_work_at_the_end_as_at_the_beginning() {
        var agent = Agents.modelled();
        open(agent);
        var perMessage = 0;
        for (var i = 0; i < 2_000; i++) {
            now = now.plusMillis(6);
            says(agent, "m" + i, LONG_TEXT);
            perMessage = Math.max(perMessage, latest.size());
        }
        assertThat(perMessage).isLessThanOrEqualTo(4);
        assertThat(state.openRequests()).hasSizeLessThanOrEqualTo(Bounds.OPEN_REQUESTS);
        assertThat(size(state)).isLessThan(60_000);
        assertThat(latest(TurnStarted.class).waitingSince()).isEqualTo(START.plusMillis(6));
    }

    @Test
    void After_a_thousand_turns_prompts_are_as_long_as_after_twenty() {
        prompts(remembering(), 1_000);
    }

    @Test
    void After_two_hundred_turns_without_summaries_too() {
        prompts(remembering().toBuilder().memory(new Memory(3, 0, 8_000)).build(), 200);
    }

    private void prompts(AgentDefinition agent, int turns) {
        open(agent);
        var sizes = new ArrayList<Integer>();
        for (var turn = 0; turn < turns; turn++) {
            now = now.plusSeconds(60);
            says(agent, "m" + turn, LONG_TEXT);
            var asked = asked();
            var request = Requests.completion(state, agent, asked, (CompletionRequested) asked.payload(), List.of());
            sizes.add(request.transcript().stream()
                            .mapToInt(entry -> Personal.plain(entry.body()).length())
                            .sum()
                    + (request.summary() == null
                            ? 0
                            : Personal.plain(request.summary()).length()));
            answers(agent, CompletionPurpose.REASON, LONG_TEXT);
            if (state.openRequests().stream().anyMatch(open -> open.purpose() == CompletionPurpose.SUMMARISE)) {
                answers(agent, CompletionPurpose.SUMMARISE, "What was said up to turn " + turn + ". " + LONG_TEXT);
            }
        }
        var early = sizes.subList(0, 40).stream().mapToInt(size -> size).max().orElseThrow();
        var late = sizes.subList(turns - 40, turns).stream()
                .mapToInt(size -> size)
                .max()
                .orElseThrow();
        assertThat(late).isLessThanOrEqualTo(early + 100);
        assertThat(late).isLessThanOrEqualTo(3 * 8_000);
        assertThat(size(state)).isLessThan(60_000);
    }

    private static AgentDefinition remembering() {
        return Agents.modelled().toBuilder()
                .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"), ModelRole.SUMMARISE, List.of("small"))))
                .build();
    }

    private ConversationEvent asked() {
        return latest.stream()
                .filter(event -> event.payload() instanceof CompletionRequested)
                .findFirst()
                .orElseThrow();
    }

    private <T> T latest(Class<T> kind) {
        return latest.stream()
                .map(ConversationEvent::payload)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    private static int size(ConversationState state) {
        return state.toString().length();
    }

    private void open(AgentDefinition agent) {
        outside(agent, new OpenConversation("customer-1", "web", now).withAssigneeType(AssigneeType.AI_AGENT));
    }

    private void says(AgentDefinition agent, String id, String text) {
        outside(
                agent,
                new PostMessage(id, Personal.text(text), ContentHash.of(text, null), ParticipantType.CUSTOMER, now));
    }

    private void outside(AgentDefinition agent, InboundPayload payload) {
        when(
                agent,
                new Input.FromOutside(new InboundRecord(
                        "r" + records++, "default", "case-1", now, new Actor(ActorType.CUSTOMER), payload)));
    }

    private void answers(AgentDefinition agent, CompletionPurpose purpose, String text) {
        var open = state.openRequests().stream()
                .filter(request -> request.purpose() == purpose)
                .reduce((one, other) -> other)
                .orElseThrow();
        when(
                agent,
                new Input.ModelAnswered(new CompletionResult(
                        open.requestId(),
                        "default",
                        "case-1",
                        open.turn(),
                        open.epoch(),
                        now,
                        Duration.ofMillis(5).toMillis(),
                        Story.answer().withText(Personal.text(text)).withConfidence(1.0))));
    }

    private void when(AgentDefinition agent, Input input) {
        latest = Decider.decide(state, input, Definitions.of(agent), Entries.UNLIMITED, now);
        state = Evolver.fold(state, latest);
    }
}
