package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.IntentScore;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.Usage;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ToolApprovalRequested;
import io.casebook.vocabulary.inbound.*;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.state.RequestKind;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Given, when, then for one conversation. What was given is told in the same words as what happens; {@link #happens} names the
 * kinds of events that the last input brought about, none for silence. Every step also holds the fold to the state.
 */
final class Story {
    static final String ID = "case-1";
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Shelf definitions;
    private final List<ConversationEvent> log = new ArrayList<>();
    private final List<InboundRecord> toldOtherCases = new ArrayList<>();
    private final String id;
    private ConversationState state;
    private List<ConversationEvent> latest = List.of();
    private Entries entries = Entries.UNLIMITED;
    private Instant now = START;
    private int records;

    private Story(AgentDefinition definition, String id) {
        this.definitions = new Shelf(definition);
        this.id = id;
        this.state = States.unborn("default", id);
    }

    /** A conversation on the web that the agent has. */
    static Story with(AgentDefinition definition) {
        return new Story(definition, ID).opened();
    }

    static Story unopened(AgentDefinition definition) {
        return new Story(definition, ID);
    }

    /** The case that goes on with what an earlier one gave it. */
    static Story continuing(AgentDefinition definition, Story earlier) {
        var story = new Story(definition, String.valueOf(earlier.state().continuedIn()));
        story.now = earlier.now;
        return story.hears(earlier);
    }

    /** Everything that another case has told this one, the repetitions included. */
    Story hears(Story other) {
        latest = List.of();
        var heard = new ArrayList<ConversationEvent>();
        for (var record : List.copyOf(other.toldOtherCases)) {
            if (record.conversationId().equals(id)) {
                when(new Input.FromOutside(record));
                heard.addAll(latest);
            }
        }
        latest = heard;
        return this;
    }

    /** What other cases were told so far. */
    List<InboundRecord> toldOtherCases() {
        return toldOtherCases;
    }

    /** Another version is live from now on. */
    Story publishes(AgentDefinition definition) {
        definitions.publish(definition);
        return this;
    }

    /** What other conversations leave of a procedure's limit. */
    Story entriesLeft(int left) {
        entries = (agentId, procedureId, perDay, day) -> left;
        return this;
    }

    /** A version is not to be had any more. */
    Story loses(String version) {
        definitions.lose(version);
        return this;
    }

    Story opened() {
        return outside(
                ActorType.CUSTOMER,
                new OpenConversation("customer-1", "web", now).withAssigneeType(AssigneeType.AI_AGENT));
    }

    Story customerSays(String messageId, String text) {
        return outside(ActorType.CUSTOMER, message(messageId, text, ParticipantType.CUSTOMER));
    }

    private PostMessage message(String messageId, String text, ParticipantType type) {
        return new PostMessage(messageId, Personal.text(text), ContentHash.of(text, null), type, now);
    }

    Story customerTypes() {
        return outside(ActorType.CUSTOMER, new ReportChannelEvent("typing"));
    }

    Story humanClaims() {
        return outside(ActorType.HUMAN, new ClaimHandOff("anna"));
    }

    Story humanSays(String messageId, String text) {
        return outside(
                ActorType.HUMAN, message(messageId, text, ParticipantType.HUMAN).withParticipantId("anna"));
    }

    Story humanHandsBack() {
        return outside(ActorType.HUMAN, new HandBack("anna"));
    }

    Story humanDecides(boolean approved) {
        var pending = java.util.Objects.requireNonNull(state.approval());
        return outside(
                ActorType.HUMAN,
                new DecideToolApproval(
                        pending.request().callId(), approved, pending.request().argumentsHash(), "anna"));
    }

    /** A person sends the waiting reply as it is, or refuses it. */
    Story humanDecidesOnReply(boolean approved) {
        return decidesOnReply(approved, null);
    }

    /** A person sends other words in place of the waiting reply. */
    Story humanEditsReply(String text) {
        return decidesOnReply(true, Personal.text(text));
    }

    Story humanRefusesReply(String note) {
        var draftId =
                java.util.Objects.requireNonNull(state.replyApproval()).draft().draftId();
        return outside(ActorType.HUMAN, new DecideReplyApproval(draftId, false, "anna").withNote(Personal.text(note)));
    }

    private Story decidesOnReply(boolean approved, @Nullable PersonalText edited) {
        var pending = java.util.Objects.requireNonNull(state.replyApproval());
        return outside(
                ActorType.HUMAN,
                new DecideReplyApproval(pending.draft().draftId(), approved, "anna").withEditedText(edited));
    }

    Story finished() {
        return outside(ActorType.SYSTEM, new Finish());
    }

    Story outside(ActorType who, InboundPayload payload) {
        records++;
        return when(new Input.FromOutside(
                new InboundRecord("record-" + records, "default", id, now, new Actor(who), payload)));
    }

    Story modelClassifies(String intent, double confidence) {
        return model(CompletionPurpose.CLASSIFY, answer().withIntents(List.of(new IntentScore(intent, confidence))));
    }

    Story modelSays(String model, String text, double confidence) {
        return model(
                CompletionPurpose.REASON,
                answer().withModel(model).withText(Personal.text(text)).withConfidence(confidence));
    }

    Story modelProposes(String tool, String arguments) {
        return model(
                CompletionPurpose.REASON,
                answer().withToolCalls(List.of(new ProposedToolCall("ref-1", tool, Personal.text(arguments)))));
    }

    /** An answer whose language is certain. */
    Story modelSaysIn(String language, String text) {
        return model(
                CompletionPurpose.REASON,
                answer().withText(Personal.text(text)).withLanguage(language).withLanguageConfidence(0.99));
    }

    /** Another draft in place of one that did not pass. */
    Story modelMends(String text) {
        return model(CompletionPurpose.REPAIR, answer().withText(Personal.text(text)));
    }

    /** What another model thinks of the draft; null where it has no objection. */
    Story judgeSays(@Nullable String objection) {
        return model(
                CompletionPurpose.JUDGE,
                answer().withPassed(objection == null).withText(Personal.textOrNull(objection)));
    }

    Story judgeFails(String reasonCode) {
        return model(CompletionPurpose.JUDGE, new CompletionFault(reasonCode, "scripted"));
    }

    /** A tool call in place of a draft that did not pass. */
    Story modelMendsWith(String tool, String arguments) {
        return model(
                CompletionPurpose.REPAIR,
                answer().withToolCalls(List.of(new ProposedToolCall("ref-1", tool, Personal.text(arguments)))));
    }

    Story modelAnswers(CompletionOutcome outcome) {
        return model(CompletionPurpose.REASON, outcome);
    }

    Story modelFails(String reasonCode) {
        return model(CompletionPurpose.REASON, new CompletionFault(reasonCode, "scripted"));
    }

    Story specialistSays(String specialist, String text) {
        return specialistAnswers(specialist, answer().withText(Personal.text(text)));
    }

    Story specialistAnswers(String specialist, CompletionOutcome outcome) {
        return when(specialistAnswer(specialist, outcome));
    }

    Input.ModelAnswered specialistAnswer(String specialist, CompletionOutcome outcome) {
        var at = java.util.Objects.requireNonNull(States.answering(state)).specialists().stream()
                .filter(one -> one.specialist().equals(specialist))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the specialist " + specialist + " is not at work"));
        var open = open(request ->
                request.kind() == RequestKind.COMPLETION && at.specialistId().equals(request.specialistId()));
        return new Input.ModelAnswered(
                new CompletionResult(open.requestId(), "default", ID, open.turn(), open.epoch(), now, 5, outcome));
    }

    static CompletionAnswer answer() {
        return new CompletionAnswer("scripted", new Usage());
    }

    private Story model(CompletionPurpose purpose, CompletionOutcome outcome) {
        var open = open(request -> request.purpose() == purpose && request.specialistId() == null);
        return when(new Input.ModelAnswered(
                new CompletionResult(open.requestId(), "default", id, open.turn(), open.epoch(), now, 5, outcome)));
    }

    Story searchFinds(double answerability) {
        return searchFinds(result -> result.withAnswerability(answerability));
    }

    Story searchFinds(UnaryOperator<SearchResult> what) {
        var open = open(request -> request.kind() == RequestKind.SEARCH);
        var result =
                new SearchResult(open.requestId(), "default", id, open.turn(), open.epoch(), now, 42, List.of(), 1.0);
        return when(new Input.SearchAnswered(what.apply(result)));
    }

    Story toolReturns(String json) {
        return tool(new ToolSuccess(Personal.text(json)));
    }

    Story toolFails(String reasonCode) {
        return tool(new ToolFailure(reasonCode));
    }

    /** The system behind a tool that answers later brings its result, on its way to the tool service. */
    Story toolSendsBack(String json) {
        var open = open(request -> request.tool() != null);
        return outside(ActorType.SYSTEM, new ReturnAsyncToolResult(open.requestId(), true, Personal.text(json)));
    }

    Story tool(ToolOutcome outcome) {
        var open = open(request -> request.tool() != null);
        return when(toolAnswer(open, outcome));
    }

    Input.ToolAnswered toolAnswer(OpenRequest open, ToolOutcome outcome) {
        return new Input.ToolAnswered(
                new ToolCallResult(open.requestId(), "default", id, String.valueOf(open.tool()), now, 5, outcome));
    }

    OpenRequest open(Predicate<OpenRequest> which) {
        return state.openRequests().stream()
                .filter(which)
                .reduce((one, other) -> other)
                .orElseThrow(() -> new AssertionError("no such request is open: " + state.openRequests()));
    }

    /** The clock is set, forwards or back, and nothing else happens. */
    Story clockShows(Instant time) {
        now = time;
        return this;
    }

    Story summaryComes(String text) {
        return model(CompletionPurpose.SUMMARISE, answer().withText(Personal.text(text)));
    }

    Story passes(Duration time) {
        now = now.plus(time);
        return when(new Input.TimePassed());
    }

    Story when(Input input) {
        latest = Decider.decide(state, input, definitions, entries, now);
        for (var event : latest) {
            assertThat(event.sequence()).isEqualTo(state.sequence() + 1);
            var before = state;
            state = Evolver.evolve(state, event);
            toldOtherCases.addAll(Continuations.forOtherCases(before, state, event));
            log.add(event);
        }
        assertThat(Evolver.fold(States.unborn("default", id), log)).isEqualTo(state);
        return this;
    }

    /** The kinds of events that the last input brought about, in order. */
    Story happens(Class<?>... kinds) {
        assertThat(latest.stream().map(event -> event.payload().getClass().getSimpleName()))
                .containsExactly(
                        java.util.Arrays.stream(kinds).map(Class::getSimpleName).toArray(String[]::new));
        return this;
    }

    /** The kinds of events that the last input brought about, among others. */
    Story happensToo(Class<?>... kinds) {
        assertThat(latest.stream().<Class<?>>map(event -> event.payload().getClass()))
                .contains(kinds);
        return this;
    }

    Story happensNot(Class<?>... kinds) {
        assertThat(latest.stream().<Class<?>>map(event -> event.payload().getClass()))
                .doesNotContain(kinds);
        return this;
    }

    Story replies(String text) {
        assertThat(draft()).isEqualTo(text);
        return this;
    }

    Story repliesWith(String part) {
        assertThat(draft()).contains(part);
        return this;
    }

    private @Nullable String draft() {
        var draft = latest(ReplyDrafted.class);
        return draft == null ? null : Personal.plain(draft.text());
    }

    Story handsOffBecauseOf(ReasonCode reason) {
        assertThat(latest(HandedOff.class))
                .isNotNull()
                .extracting(HandedOff::reasonCode)
                .isEqualTo(reason.code());
        return this;
    }

    Story asksForApproval() {
        assertThat(latest(ToolApprovalRequested.class)).isNotNull();
        return this;
    }

    <T> @Nullable T latest(Class<T> kind) {
        return latest.stream()
                .map(ConversationEvent::payload)
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((one, other) -> other)
                .orElse(null);
    }

    ConversationState state() {
        return state;
    }

    List<ConversationEvent> log() {
        return log;
    }

    List<ConversationEvent> latest() {
        return latest;
    }

    Instant now() {
        return now;
    }

    /** The promises hold for all that happened so far. */
    Story keepsItsPromises() {
        var verifier = new LogVerifier();
        log.forEach(verifier::accept);
        assertThat(verifier.finish(now)).isEmpty();
        return this;
    }
}
