package io.casebook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.ProposedToolCall;
import io.casebook.vocabulary.SealedValue;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.ToolCallDenied;
import io.casebook.vocabulary.event.ToolCallFailed;
import io.casebook.vocabulary.event.ToolCallRequested;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.OpenRequest;
import io.casebook.vocabulary.state.RequestKind;
import io.casebook.vocabulary.tool.ToolDenial;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

/** What stands between a model's wishes and the tools holds whatever is wished for, in whatever order, and whatever comes of it. */
class GuardPropertyTest {
    private static final String NOT_OFFERED = "delete_customer";
    private static final String TOKEN = "‹card ending 4242›";

    /** Refund and replacement exclude each other, the quote excludes the voucher, and two of them answer later than a turn may last. */
    private static final AgentDefinition AGENT = Agents.modelled().toBuilder()
            .tools(Map.of(
                    "refund_order", Tool.writing("refund_order").build(),
                    "send_replacement",
                            Tool.writing("send_replacement")
                                    .notWith(List.of("refund_order"))
                                    .build(),
                    "send_voucher",
                            Tool.writing("send_voucher")
                                    .notWith(List.of("order_repair"))
                                    .answersLater(Duration.ofMinutes(10))
                                    .build(),
                    "order_repair",
                            Tool.writing("order_repair")
                                    .answersLater(Duration.ofMinutes(10))
                                    .build(),
                    "get_order", Tool.reading("get_order").build()))
            .generalTools(List.of("refund_order", "send_replacement", "send_voucher", "order_repair", "get_order"))
            .build();

    private static final Map<String, List<String>> EXCLUDES = Map.of(
            "refund_order", List.of("send_replacement"),
            "send_replacement", List.of("refund_order"),
            "send_voucher", List.of("order_repair"),
            "order_repair", List.of("send_voucher"));

    /** What a model may wish for; the last is not offered at all. */
    private static final List<String> TOOLS =
            List.of("refund_order", "send_replacement", "send_voucher", "order_repair", "get_order", NOT_OFFERED);

    /** One thing that happens. */
    record Step(What what, int pick) {}

    enum What {
        CUSTOMER_WRITES,
        REQUEST_IS_ANSWERED,
        ANSWER_COMES_AGAIN,
        HUMAN_CLAIMS,
        HUMAN_HANDS_BACK,
        A_MINUTE_PASSES
    }

    @Provide
    Arbitrary<List<Step>> stories() {
        var what = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(4, What.CUSTOMER_WRITES),
                net.jqwik.api.Tuple.of(14, What.REQUEST_IS_ANSWERED),
                net.jqwik.api.Tuple.of(1, What.ANSWER_COMES_AGAIN),
                net.jqwik.api.Tuple.of(1, What.HUMAN_CLAIMS),
                net.jqwik.api.Tuple.of(2, What.HUMAN_HANDS_BACK),
                net.jqwik.api.Tuple.of(1, What.A_MINUTE_PASSES));
        return Combinators.combine(what, Arbitraries.integers().between(0, 199))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 4_000)
    void What_excludes_each_other_never_acts_in_one_conversation(@ForAll("stories") List<Step> steps) {
        var story = played(steps);

        var mayHaveActed = new HashMap<String, String>();
        for (var event : story.log()) {
            switch (event.payload()) {
                case ToolCallRequested requested
                when requested.effect() == ToolEffect.WRITE -> {
                    assertThat(mayHaveActed.values()).doesNotContainAnyElementsOf(EXCLUDES.get(requested.tool()));
                    mayHaveActed.put(requested.callId(), requested.tool());
                }
                case ToolCallFailed failed -> mayHaveActed.remove(failed.callId());
                case ToolCallDenied denied -> mayHaveActed.remove(denied.callId());
                default -> {}
            }
        }
    }

    @Property(tries = 2_000)
    void A_value_behind_a_token_goes_where_its_token_goes_and_nowhere_else(@ForAll("stories") List<Step> steps) {
        var story = played(steps);

        for (var event : story.log()) {
            if (event.payload() instanceof ToolCallRequested requested) {
                var request = Requests.tool(story.state(), AGENT, event, requested);
                var kept = !story.state().sealedValues().isEmpty();
                var asked = Personal.plain(requested.arguments()).contains(TOKEN);
                assertThat(request.sealedValues()).hasSize(kept && asked ? 1 : 0);
            }
        }
    }

    private static Story played(List<Step> steps) {
        var story = Story.with(AGENT).customerSays("first", "My order 1001 arrived broken.");
        var answered = new ArrayList<Input>();
        for (var step : steps) {
            switch (step.what()) {
                case CUSTOMER_WRITES -> story.customerSays("m" + story.log().size(), "Refund 20 for it.");
                case REQUEST_IS_ANSWERED -> {
                    var open = story.state().openRequests();
                    if (!open.isEmpty()) {
                        answered.add(answers(story, open.get(step.pick() % open.size()), step.pick()));
                    }
                }
                case ANSWER_COMES_AGAIN -> {
                    if (!answered.isEmpty()) {
                        story.when(answered.get(step.pick() % answered.size())).happens();
                    }
                }
                case HUMAN_CLAIMS -> story.humanClaims();
                case HUMAN_HANDS_BACK -> story.humanHandsBack();
                case A_MINUTE_PASSES -> story.passes(Duration.ofMinutes(1));
            }
            story.keepsItsPromises();
        }
        story.passes(Duration.ofHours(2));
        assertThat(story.state().phase()).isNotInstanceOf(Answering.class);
        return story;
    }

    private static Input answers(Story story, OpenRequest open, int pick) {
        var awaited = story.state().phase() instanceof Answering turn
                && turn.awaited().contains(open.requestId());
        var answer = answer(story, open, pick);
        story.when(answer);
        if (awaited && open.kind() == RequestKind.COMPLETION) {
            everyWishIsDecidedOn(story);
        }
        return answer;
    }

    /** Called, or refused with a reason, unless a person takes over. */
    private static void everyWishIsDecidedOn(Story story) {
        var latest = story.latest().stream().map(ConversationEvent::payload).toList();
        if (latest.stream().noneMatch(HandedOff.class::isInstance)) {
            assertThat(latest)
                    .filteredOn(one -> one instanceof ToolCallRequested || one instanceof ToolCallDenied)
                    .hasSize(3);
        }
        assertThat(latest)
                .noneMatch(one -> one instanceof ToolCallRequested requested
                        && requested.tool().equals(NOT_OFFERED));
    }

    private static Input answer(Story story, OpenRequest open, int pick) {
        if (open.kind() == RequestKind.TOOL_READ || open.kind() == RequestKind.TOOL_WRITE) {
            return story.toolAnswer(open, outcome(pick));
        }
        var wishes = List.of(
                wish("a", TOOLS.get(pick % TOOLS.size()), pick),
                wish("b", TOOLS.get(pick / 7 % TOOLS.size()), pick),
                wish("c", TOOLS.get(pick / 31 % TOOLS.size()), pick + 1));
        return new Input.ModelAnswered(new CompletionResult(
                open.requestId(),
                "default",
                Story.ID,
                open.turn(),
                open.epoch(),
                story.now(),
                3,
                Story.answer().withToolCalls(wishes)));
    }

    private static ProposedToolCall wish(String ref, String tool, int pick) {
        var to = pick % 3 == 0 ? TOKEN : "the card";
        return new ProposedToolCall(ref, tool, Personal.text("{\"amount\":%d,\"to\":\"%s\"}".formatted(pick, to)));
    }

    private static ToolOutcome outcome(int pick) {
        return switch (pick % 6) {
            case 0 -> new ToolFailure("rejected");
            case 1 -> new ToolUnknown("the connection broke");
            case 2 -> new ToolDenial("bound_parameter", "customer_id is filled by the platform");
            case 3 -> new ToolSuccess(Personal.text("{\"card\":\"" + TOKEN + "\"}"), List.of(sealed()));
            default -> new ToolSuccess(Personal.text("{}"));
        };
    }

    private static SealedValue sealed() {
        // What seals stands for itself: nobody but a tool service can open it.
        var cipher = ByteBuffer.wrap("cipher".getBytes(StandardCharsets.UTF_8));
        return new SealedValue(TOKEN, new PersonalText(null, cipher, "tool-values"));
    }
}
