package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.CustomerPolicy;
import io.casebook.conversation.definition.Memory;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.conversation.definition.ReplyApproval;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.IntentScore;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.event.CompletionPurpose;
import io.casebook.vocabulary.event.CustomerMessageForwarded;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.ReplyDrafted;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ToolCallSucceeded;
import io.casebook.vocabulary.inbound.Assign;
import io.casebook.vocabulary.inbound.AttachResource;
import io.casebook.vocabulary.inbound.Cancel;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.GiveFeedback;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.Rate;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.casebook.vocabulary.inbound.Resume;
import io.casebook.vocabulary.knowledge.SearchResult;
import io.casebook.vocabulary.llm.CompletionFault;
import io.casebook.vocabulary.llm.CompletionOutcome;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The promises hold whatever comes in, in whatever order, however often and however late. */
class PromisesPropertyTest {
    /**
     * One thing that happens.
     *
     * @param what which thing
     * @param pick which of several candidates, for example of open requests
     */
    record Step(What what, int pick) {}

    enum What {
        CUSTOMER_WRITES,
        CUSTOMER_REPEATS,
        CUSTOMER_TYPES,
        REQUEST_IS_ANSWERED,
        ANSWER_COMES_AGAIN,
        HUMAN_CLAIMS,
        HUMAN_SPEAKS,
        HUMAN_HANDS_BACK,
        HUMAN_DECIDES,
        ASSIGNED_TO_AGENT,
        ASSIGNED_TO_HUMAN,
        FINISHED,
        CANCELLED,
        RESUMED,
        A_MOMENT_PASSES,
        A_MINUTE_PASSES,
        A_MONTH_PASSES,
        THE_CLOCK_JUMPS_BACK,
        A_NOTE_IS_MADE,
        ANSWERS_ARE_JUDGED,
        CUSTOMER_REFUSES_AI,
        DATA_TELL_OF_CONSENT,
        ERASED
    }

    @Property(tries = 4_000)
    void Promises_1_to_7_hold_for_a_shop(@ForAll("stories") List<Step> steps) {
        plays(Agents.shop(), steps);
    }

    @Property(tries = 3_000)
    void Promises_1_to_7_hold_for_a_patient_shop(@ForAll("stories") List<Step> steps) {
        plays(Agents.patientShop(), steps);
    }

    @Property(tries = 4_000)
    void Promises_1_to_7_hold_for_a_model_that_decides(@ForAll("stories") List<Step> steps) {
        plays(Agents.modelled(), steps);
        plays(Agents.prefetching(), steps);
    }

    @Property(tries = 4_000)
    void Promises_1_to_7_hold_for_procedures_that_jump_and_stand_still(@ForAll("stories") List<Step> steps) {
        plays(Jobs.everything(), steps);
    }

    @Property(tries = 2_000)
    void Promises_1_to_7_hold_for_a_model_that_remembers(@ForAll("stories") List<Step> steps) {
        var agent = Agents.modelled().toBuilder()
                .memory(new Memory(1, 2, 500))
                .models(new ModelRoles(Map.of(ModelRole.REASON, List.of("big"), ModelRole.SUMMARISE, List.of("small"))))
                .build();
        plays(agent, steps);
    }

    @Property(tries = 4_000)
    void Promises_1_to_7_hold_for_a_model_that_plans_and_asks_specialists(@ForAll("stories") List<Step> steps) {
        plays(Agents.advised(), steps);
    }

    @Property(tries = 2_000)
    void Promises_1_to_7_hold_where_a_model_judges(@ForAll("stories") List<Step> steps) {
        plays(JudgeTest.judged(Agents.modelled()), steps);
        plays(approved(JudgeTest.judged(Agents.modelled()), new ReplyApproval.Sample(0.5)), steps);
    }

    @Property(tries = 3_000)
    void Promises_1_to_7_hold_where_people_approve_every_reply(@ForAll("stories") List<Step> steps) {
        plays(approved(Agents.shop(), new ReplyApproval.All()), steps);
        plays(approved(Agents.modelled(), new ReplyApproval.All()), steps);
    }

    @Property(tries = 3_000)
    void Promises_1_to_7_hold_where_people_approve_some_replies(@ForAll("stories") List<Step> steps) {
        plays(approved(Jobs.everything(), new ReplyApproval.Sample(0.5)), steps);
        plays(approved(Agents.patientShop(), new ReplyApproval.Sample(0.5)), steps);
    }

    private static AgentDefinition approved(AgentDefinition agent, ReplyApproval approval) {
        return agent.toBuilder().replyApproval(approval).build();
    }

    private static void decideOnReply(Story story, int pick) {
        switch (pick % 4) {
            case 0 -> story.humanDecidesOnReply(false);
            case 1 -> story.humanEditsReply("Anna says: an answer.");
            default -> story.humanDecidesOnReply(true);
        }
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        var common = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, What.CUSTOMER_WRITES),
                net.jqwik.api.Tuple.of(12, What.REQUEST_IS_ANSWERED),
                net.jqwik.api.Tuple.of(2, What.HUMAN_DECIDES),
                net.jqwik.api.Tuple.of(2, What.A_MOMENT_PASSES));
        var what = Arbitraries.oneOf(List.of(common, common, Arbitraries.of(What.class)));
        return Combinators.combine(what, Arbitraries.integers().between(0, 19))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    private static void plays(AgentDefinition definition, List<Step> steps) {
        var consent = Agents.template(facts -> facts.resources().getOrDefault("identity", ""));
        var agent = definition.toBuilder()
                .customer(new CustomerPolicy(null, null, consent, false, true, ZoneOffset.UTC))
                .build();
        var story = Story.with(agent);
        var answered = new ArrayList<Input>();
        var messages = 0;
        for (var step : steps) {
            switch (step.what()) {
                case CUSTOMER_WRITES -> story.customerSays("m" + messages++, words(step.pick()));
                case CUSTOMER_REPEATS -> {
                    if (messages > 0) {
                        story.customerSays("m" + Math.max(0, messages - 1 - step.pick()), "again")
                                .happens();
                    }
                }
                case CUSTOMER_TYPES -> story.customerTypes();
                case REQUEST_IS_ANSWERED -> {
                    var open = story.state().openRequests();
                    if (!open.isEmpty()) {
                        var answer = answer(agent, story, open.get(step.pick() % open.size()), step.pick());
                        answered.add(answer);
                        story.when(answer);
                    }
                }
                case ANSWER_COMES_AGAIN -> {
                    if (!answered.isEmpty()) {
                        story.when(answered.get(step.pick() % answered.size())).happens();
                    }
                }
                case HUMAN_CLAIMS -> story.humanClaims();
                case HUMAN_SPEAKS -> story.humanSays("h" + step.pick(), "Anna here.");
                case HUMAN_HANDS_BACK -> story.humanHandsBack();
                case HUMAN_DECIDES -> {
                    if (story.state().approval() != null) {
                        story.humanDecides(step.pick() % 2 == 0);
                    }
                    if (story.state().replyApproval() != null) {
                        decideOnReply(story, step.pick());
                    }
                }
                case ASSIGNED_TO_AGENT -> story.outside(ActorType.SYSTEM, new Assign(AssigneeType.AI_AGENT));
                case ASSIGNED_TO_HUMAN -> story.outside(ActorType.SYSTEM, new Assign(AssigneeType.HUMAN));
                case FINISHED -> story.finished();
                case CANCELLED -> story.outside(ActorType.SYSTEM, new Cancel());
                case RESUMED -> story.outside(ActorType.SYSTEM, new Resume());
                case A_MOMENT_PASSES -> story.passes(Duration.ofMillis(700));
                case A_MINUTE_PASSES -> story.passes(Duration.ofMinutes(1));
                case A_MONTH_PASSES -> story.passes(Duration.ofDays(30));
                case THE_CLOCK_JUMPS_BACK -> story.clockShows(story.now().minusSeconds(90));
                case A_NOTE_IS_MADE ->
                    story.outside(
                            ActorType.HUMAN,
                            new ReportChannelEvent("internal-note").withNote(Personal.text("A note.")));
                case ANSWERS_ARE_JUDGED -> {
                    story.outside(
                            ActorType.HUMAN, new GiveFeedback(step.pick() % 2 == 0 ? "incorrect" : "helpful", "anna"));
                    story.outside(ActorType.CUSTOMER, new Rate("csat", 1 + step.pick() % 5, 1, 5));
                }
                case CUSTOMER_REFUSES_AI -> story.customerSays("m" + messages++, "I don't want to talk to a bot.");
                case DATA_TELL_OF_CONSENT ->
                    story.outside(
                            ActorType.SYSTEM,
                            new AttachResource("identity", Personal.text(step.pick() % 2 == 0 ? "true" : "false")));
                case ERASED -> story.outside(ActorType.SYSTEM, new Erase("conversation"));
            }
            story.keepsItsPromises();
        }
        nothingUnbackedIsSent(story);
        everyMessageIsKept(story, messages);
        // Whatever is still in flight is lost for ever: time alone must end the turn.
        story.passes(Duration.ofHours(2));
        story.passes(Duration.ofHours(2));
        assertThat(story.state().phase()).isNotInstanceOf(Answering.class);
        story.keepsItsPromises();
    }

    private static final List<String> TEXTS = List.of(
            "An answer.",
            "I have refunded it.",
            "Order 9999 comes on 3 July.",
            "Your order has been refunded, can I do anything else?",
            "A colleague will get back to you.",
            "Ask Mr Smithers.");

    /** Promise 2: each message is in this log once, as received or as given to the case that goes on. */
    private static void everyMessageIsKept(Story story, int messages) {
        var kept = new ArrayList<String>();
        for (var event : story.log()) {
            if (event.payload() instanceof CustomerMessageReceived received) {
                kept.add(received.messageId());
            } else if (event.payload() instanceof CustomerMessageForwarded forwarded) {
                kept.add(forwarded.messageId());
            }
        }
        assertThat(kept).doesNotHaveDuplicates().hasSize(messages);
        var forwarded = story.toldOtherCases().stream()
                .filter(record -> record.payload() instanceof PostMessage)
                .count();
        assertThat(forwarded)
                .isEqualTo(story.log().stream()
                        .filter(event -> event.payload() instanceof CustomerMessageForwarded)
                        .count());
    }

    private static String words(int pick) {
        return switch (pick % 9) {
            case 0 -> "Where is my order?";
            case 1 -> "It is 1001";
            case 2 -> "Refund 50 for order 1002";
            case 3 -> "Refund 500 for order 1002";
            case 4 -> "yes";
            case 5 -> "No, order 1003";
            case 6 -> "54321";
            case 7 -> "42";
            default -> pick > 9 ? "I want to talk to a human" : "no";
        };
    }

    private static Input answer(AgentDefinition agent, Story story, OpenRequest open, int pick) {
        return switch (open.kind()) {
            case SEARCH ->
                new Input.SearchAnswered(new SearchResult(
                        open.requestId(),
                        "default",
                        Story.ID,
                        open.turn(),
                        open.epoch(),
                        story.now(),
                        7,
                        List.of(),
                        (pick % 3) / 2.0));
            case COMPLETION ->
                new Input.ModelAnswered(new CompletionResult(
                        open.requestId(),
                        "default",
                        Story.ID,
                        open.turn(),
                        open.epoch(),
                        story.now(),
                        3,
                        completion(agent, open, pick)));
            case TOOL_READ, TOOL_WRITE -> story.toolAnswer(open, toolOutcome(pick));
        };
    }

    private static CompletionOutcome completion(AgentDefinition agent, OpenRequest open, int pick) {
        if (pick == 11) {
            return new CompletionFault("unavailable", "scripted");
        }
        if (open.purpose() == CompletionPurpose.JUDGE) {
            return Story.answer().withPassed(pick % 3 != 0).withText(pick % 3 == 0 ? Personal.text("No.") : null);
        }
        if (open.purpose() == CompletionPurpose.CLASSIFY) {
            var intents = new ArrayList<>(agent.procedures().keySet());
            intents.add("knowledge");
            var confidence = List.of(0.3, 0.7, 0.95).get(pick % 3);
            return Story.answer().withIntents(List.of(new IntentScore(intents.get(pick % intents.size()), confidence)));
        }
        if (!agent.specialists().isEmpty() && pick % 2 == 1) {
            return Story.answer()
                    .withPlan(pick % 4 == 1 ? Personal.text("Plan " + pick) : null)
                    .withToolCalls(
                            pick == 5
                                    ? List.of()
                                    : List.of(
                                            new ProposedToolCall(
                                                    "c", "ask_sizing", Personal.text("{\"task\":\"which\"}")),
                                            new ProposedToolCall(
                                                    "d", "ask_stock", Personal.text("{\"n\":" + pick + "}")),
                                            new ProposedToolCall("e", "get_order", Personal.text("{}"))));
        }
        if (pick % 3 == 0) {
            var tool = pick % 2 == 0 ? "get_order" : "refund_order";
            return Story.answer()
                    .withToolCalls(List.of(
                            new ProposedToolCall("a", tool, Personal.text("{\"amount\":" + pick * 20 + "}")),
                            new ProposedToolCall("b", "get_order", Personal.text("{\"n\":" + pick + "}"))));
        }
        return Story.answer()
                .withText(Personal.text(pick == 10 ? "Bonjour !" : TEXTS.get(pick % TEXTS.size())))
                .withLanguage(pick == 10 ? "fr" : "en")
                .withLanguageConfidence(0.9)
                .withConfidence(pick == 1 ? 0.3 : 0.95);
    }

    /** Promise 6, read from the log alone: what was sent claims what was done, and states what was given. */
    private static void nothingUnbackedIsSent(Story story) {
        var refunded = false;
        var drafts = new HashMap<String, ReplyDrafted>();
        for (var event : story.log()) {
            switch (event.payload()) {
                case ToolCallSucceeded done -> refunded |= done.tool().equals("refund_order");
                case ReplyDrafted drafted -> drafts.put(drafted.draftId(), drafted);
                case ReplySent sent -> {
                    var draft = drafts.get(sent.draftId());
                    if (draft != null) {
                        assertThat(Personal.plain(draft.text()))
                                .doesNotContain("9999", "July", "Smithers", "colleague will get", "Bonjour");
                        assertThat(refunded || !Personal.plain(draft.text()).contains("refunded"))
                                .isTrue();
                    }
                }
                default -> {}
            }
        }
    }

    private static ToolOutcome toolOutcome(int pick) {
        return switch (pick % 5) {
            case 0 -> new ToolFailure("unavailable");
            case 1 -> new ToolUnknown("the connection broke");
            default -> new ToolSuccess(Personal.text("{}"));
        };
    }
}
