package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Memory;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.*;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.state.OpenRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Older turns are summarised while nobody waits; the latest stay word for word. */
class MemoryTest {
    private final AgentDefinition agent = remembering(new Memory(2, 4, 8_000));

    @Test
    void Older_turns_are_summarised_once_there_are_too_many_and_the_latest_stay() {
        var story = talked(agent, 4);
        assertThat(open(story)).isNull();
        story = talked(agent, 5).happensToo(TurnEnded.class, CompletionRequested.class);
        var asked = Objects.requireNonNull(story.latest(CompletionRequested.class));
        assertThat(asked.purpose()).isEqualTo(CompletionPurpose.SUMMARISE);
        assertThat(asked.lane()).isEqualTo(Lane.BACKGROUND);

        story.summaryComes("The customer counted.").happens(CompletionReceived.class, HistorySummarised.class);

        assertThat(story.state().transcript()).hasSize(4);
        var prompt = promptOf(story.customerSays("m6", "Six"), agent);
        assertThat(prompt.summary()).isEqualTo(Personal.text("The customer counted."));
        assertThat(prompt.transcript()).hasSize(5);
        story.keepsItsPromises();
    }

    @Test
    void The_prompt_of_a_summary_holds_what_it_is_to_cover_and_the_summary_before() {
        var story = talked(agent, 5).summaryComes("One to three.");
        talk(story, 6, 8);
        var asked = story.log().getLast();
        assertThat(asked.payload()).isInstanceOf(CompletionRequested.class);
        var request =
                Requests.completion(story.state(), agent, asked, (CompletionRequested) asked.payload(), List.of());
        assertThat(request.summary()).isEqualTo(Personal.text("One to three."));
        assertThat(request.transcript()).hasSize(6);
        assertThat(Personal.plain(request.transcript().getLast().body())).isEqualTo("Answer 6");
    }

    @Test
    void A_summary_that_fails_is_tried_again_after_the_next_turn() {
        var story = talked(agent, 5);
        story.when(answer(story, open(story), new CompletionFault("unavailable", "scripted")))
                .happens(CompletionFailed.class);
        talk(story, 6, 6);
        assertThat(open(story)).isNotNull();
        story.keepsItsPromises();
    }

    @Test
    void What_a_failed_call_consumed_counts_for_the_limits_of_the_conversation() {
        var story = talked(agent, 5);
        var before = story.state().usage();
        var consumed = new Usage(900, 100, 50, 4_000);
        story.when(answer(story, open(story), new CompletionFault("rejected", "empty").withUsage(consumed)))
                .happens(CompletionFailed.class);

        var after = story.state().usage();
        assertThat(after.inputTokens() - before.inputTokens()).isEqualTo(900);
        assertThat(after.outputTokens() - before.outputTokens()).isEqualTo(50);
        assertThat(after.usdMicros() - before.usdMicros()).isEqualTo(4_000);
        story.keepsItsPromises();
    }

    @Test
    void A_summary_that_comes_during_the_next_turn_changes_what_the_turn_after_it_is_told() {
        var story = talked(agent, 5).customerSays("m6", "Six");
        var prompt = promptOf(story, agent);
        assertThat(prompt.summary()).isNull();
        story.summaryComes("One to three.")
                .happens(CompletionReceived.class, HistorySummarised.class)
                .modelSays("big", "Answer 6", 1)
                .replies("Answer 6")
                .keepsItsPromises();
    }

    @Test
    void A_summary_that_states_what_nobody_said_takes_nothings_place() {
        var story = talked(agent, 5)
                .summaryComes("The customer counted, and order 9999 comes on 3 July.")
                .happens(CompletionReceived.class, PolicyTriggered.class);
        assertThat(story.state().summary()).isNull();
        story.keepsItsPromises();
    }

    @Test
    void A_summary_that_comes_twice_counts_once() {
        var story = talked(agent, 5);
        var answer = answer(story, open(story), Story.answer().withText(Personal.text("Once.")));
        story.when(answer).happensToo(HistorySummarised.class).when(answer).happens();
    }

    @Test
    void A_summary_that_never_comes_is_asked_for_again_and_a_late_older_one_is_only_recorded() {
        var story = talked(agent, 5);
        var lost = Objects.requireNonNull(open(story));
        talk(story, 6, 9);
        var second = Objects.requireNonNull(open(story));
        assertThat(second.requestId()).isNotEqualTo(lost.requestId());
        story.when(answer(story, second, Story.answer().withText(Personal.text("The newer one."))))
                .happensToo(HistorySummarised.class)
                .when(answer(story, lost, Story.answer().withText(Personal.text("The older one."))))
                .happens(CompletionReceived.class)
                .keepsItsPromises();
        assertThat(story.state().summary()).isEqualTo(Personal.text("The newer one."));
    }

    @Test
    void A_summary_that_an_erasure_overtakes_brings_nothing_back() {
        var story = talked(agent, 5);
        var late = answer(story, open(story), Story.answer().withText(Personal.text("All of it.")));
        story.outside(ActorType.SYSTEM, new Erase("conversation")).when(late).happens();
        assertThat(story.state().summary()).isNull();
    }

    @Test
    void Without_a_model_for_it_older_turns_fall_out() {
        var without = agent.toBuilder()
                .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"))))
                .build();
        var story = talked(without, 12).customerSays("m13", "Thirteen");
        assertThat(open(story)).isNull();
        assertThat(promptOf(story, without).transcript()).hasSize(MemoryRules.WITHOUT_SUMMARY);
    }

    @Test
    void A_prompt_keeps_to_its_budget_and_always_holds_the_newest_message() {
        var story = talked(remembering(new Memory(2, 4, 1)), 3).customerSays("m4", "Four");
        assertThat(promptOf(story, agent).transcript()).hasSize(1);
    }

    private static AgentDefinition remembering(Memory memory) {
        return Agents.modelled().toBuilder()
                .memory(memory)
                .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"), ModelRole.SUMMARISE, List.of("small"))))
                .build();
    }

    private static Story talked(AgentDefinition agent, int turns) {
        var story = Story.with(agent);
        talk(story, 1, turns);
        return story;
    }

    private static void talk(Story story, int from, int to) {
        for (var turn = from; turn <= to; turn++) {
            story.customerSays("m" + turn, "Question " + turn).modelSays("big", "Answer " + turn, 1);
        }
    }

    private static @org.jspecify.annotations.Nullable OpenRequest open(Story story) {
        return story.state().openRequests().stream()
                .filter(open -> open.purpose() == CompletionPurpose.SUMMARISE)
                .reduce((one, other) -> other)
                .orElse(null);
    }

    private static Input answer(
            Story story,
            @org.jspecify.annotations.Nullable OpenRequest open,
            io.casebook.vocabulary.llm.CompletionOutcome outcome) {
        var request = Objects.requireNonNull(open);
        return new Input.ModelAnswered(new CompletionResult(
                request.requestId(), "default", Story.ID, request.turn(), request.epoch(), story.now(), 5, outcome));
    }

    private static CompletionRequest promptOf(Story story, AgentDefinition agent) {
        var asked = story.latest().stream()
                .filter(event -> event.payload() instanceof CompletionRequested)
                .findFirst()
                .orElseThrow();
        return Requests.completion(story.state(), agent, asked, (CompletionRequested) asked.payload(), List.of());
    }
}
