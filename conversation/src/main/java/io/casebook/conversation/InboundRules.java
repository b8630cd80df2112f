package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.ActorType;
import io.casebook.vocabulary.AssigneeType;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.event.ChannelEventObserved;
import io.casebook.vocabulary.event.ConversationAssigned;
import io.casebook.vocabulary.event.ConversationRated;
import io.casebook.vocabulary.event.ConversationStarted;
import io.casebook.vocabulary.event.FeedbackGiven;
import io.casebook.vocabulary.event.ResourceAttached;
import io.casebook.vocabulary.inbound.*;
import io.casebook.vocabulary.state.Cancelled;
import io.casebook.vocabulary.state.Finished;
import io.casebook.vocabulary.state.Observing;
import io.casebook.vocabulary.state.Phase;
import io.casebook.vocabulary.state.Unborn;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What follows from what the outside says. */
final class InboundRules {
    /** Where the platform keeps what a bot of another maker said. */
    static final String BOT_MESSAGE = "bot-message";

    /** Characters of the customer's words that are looked at in one turn; the newest count. */
    private static final int WORDS = 8_000;

    private InboundRules() {}

    static void decide(Decision decision, InboundRecord content) {
        var actor = content.actor();
        switch (content.payload()) {
            case OpenConversation open -> open(decision, actor, open);
            case PostMessage message -> message(decision, actor, message);
            case AttachResource resource -> {
                var before = ConsentRules.attached(decision);
                decision.by(actor, new ResourceAttached(resource.name(), resource.content()));
                ConsentRules.attached(decision, actor, before);
            }
            case ReportChannelEvent event -> channelEvent(decision, actor, event);
            case Assign assign -> assign(decision, actor, assign);
            case Resume resume -> resume(decision, actor, resume);
            case Finish finish -> EndRules.finish(decision, actor, orElse(finish.reason(), EndRules.RESOLVED));
            case Cancel cancel -> EndRules.cancel(decision, actor, orElse(cancel.reason(), "cancelled"));
            case Rate rate -> rate(decision, actor, rate);
            // The tool service waits for it: there it is held against what the tool promises, redacted, and answered.
            case ReturnAsyncToolResult ignored -> {}
            case ContinueIn next -> ContinuationRules.continued(decision, actor, next.conversationId());
            case Erase erase -> EndRules.erase(decision, actor, erase.scope());
            case ClaimHandOff claim -> HumanRules.claim(decision, actor, claim.humanId());
            case HandBack back -> HumanRules.handBack(decision, actor, back);
            case DecideToolApproval decided -> ApprovalRules.decide(decision, actor, decided);
            case DecideReplyApproval decided -> ReplyApprovalRules.decide(decision, actor, decided);
            case GiveFeedback feedback -> {
                var given = new FeedbackGiven(feedback.verdict(), feedback.messageId(), feedback.comment());
                decision.by(actor, given);
                GapRules.judged(decision, actor, given);
            }
            case InboundPayload.Unknown ignored -> {}
        }
    }

    private static void open(Decision decision, Actor actor, OpenConversation open) {
        if (!(decision.state().phase() instanceof Unborn)) {
            return;
        }
        var agentId = orElse(open.agentId(), decision.definitions().defaultAgentId());
        decision.by(
                actor,
                new ConversationStarted(
                        open.customerId(),
                        open.channel(),
                        agentId,
                        open.createdAt(),
                        open.metadata(),
                        open.linkedConversationId(),
                        open.originConversationId(),
                        open.deliveredBefore(),
                        open.locale(),
                        open.timeZone(),
                        open.aiAllowed()));
        new TreeMap<>(open.resources()).forEach((name, value) -> decision.by(actor, new ResourceAttached(name, value)));
        ConsentRules.attached(decision, actor, null);
        var assignee = open.assigneeType();
        if (assignee != null && assignee != AssigneeType.NOBODY) {
            decision.by(actor, new ConversationAssigned(assignee, open.assigneeId(), null));
        }
        TurnRules.waitUntilAbandoned(decision);
    }

    private static void message(Decision decision, Actor actor, PostMessage message) {
        if (SeenMessages.contains(decision.state(), message.messageId())) {
            return;
        }
        switch (message.participantType()) {
            case CUSTOMER -> TurnRules.customerWrote(decision, actor, message);
            case HUMAN -> HumanRules.reply(decision, actor, message);
            case BOT, AI_AGENT ->
                decision.by(
                        actor,
                        new ChannelEventObserved(
                                BOT_MESSAGE, message.participantId(), message.messageId(), message.body()));
        }
    }

    private static void channelEvent(Decision decision, Actor actor, ReportChannelEvent event) {
        decision.by(
                actor, new ChannelEventObserved(event.type(), event.participantId(), event.messageId(), event.note()));
        if (event.type().equals("typing") && actor.type() == ActorType.CUSTOMER) {
            TurnRules.customerTypes(decision);
        }
    }

    private static void assign(Decision decision, Actor actor, Assign assign) {
        var state = decision.state();
        var toAgent = assign.assigneeType() == AssigneeType.AI_AGENT;
        if (state.phase() instanceof Cancelled || alreadyHasIt(state.phase(), assign)) {
            return;
        }
        if (state.phase() instanceof Finished) {
            decision.by(actor, new ConversationAssigned(assign.assigneeType(), assign.assigneeId(), assign.reason()));
            return;
        }
        if (toAgent && States.withAgent(state)) {
            return;
        }
        TurnRules.supersede(decision, actor, "assigned");
        ApprovalRules.withdraw(decision);
        ReplyApprovalRules.withdraw(decision, ReplyApprovalRules.ASSIGNED);
        decision.raising(actor, new ConversationAssigned(assign.assigneeType(), assign.assigneeId(), assign.reason()));
        if (toAgent && !decision.state().unanswered().isEmpty()) {
            TurnRules.begin(decision, io.casebook.vocabulary.event.TurnCause.ASSIGNED_TO_AGENT);
        } else {
            TurnRules.waitUntilAbandoned(decision);
        }
    }

    private static boolean alreadyHasIt(Phase phase, Assign assign) {
        return switch (phase) {
            case Observing observing ->
                observing.assigneeType() == assign.assigneeType()
                        && Objects.equals(observing.assigneeId(), assign.assigneeId());
            case Finished finished ->
                finished.assigneeType()
                                == (assign.assigneeType() == AssigneeType.AI_AGENT ? null : assign.assigneeType())
                        && Objects.equals(finished.assigneeId(), assign.assigneeId());
            default -> false;
        };
    }

    private static void resume(Decision decision, Actor actor, Resume resume) {
        if (States.ended(decision.state())) {
            EndRules.resume(decision, actor, orElse(resume.reason(), "resumed"));
            TurnRules.waitUntilAbandoned(decision);
        }
    }

    private static void rate(Decision decision, Actor actor, Rate rate) {
        decision.by(
                actor,
                new ConversationRated(rate.type(), rate.value(), rate.minValue(), rate.maxValue(), rate.comments()));
        GapRules.rated(decision, actor, rate);
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    /** The customer's words of these messages, as far as the state still has them. */
    static String words(Decision decision, List<String> messageIds) {
        var state = decision.state();
        var text = new StringBuilder();
        for (var message : state.unanswered()) {
            if (messageIds.contains(message.messageId())) {
                state.transcript().stream()
                        .filter(entry -> entry.sequence() == message.sequence())
                        .forEach(
                                entry -> text.append(text.isEmpty() ? "" : "\n").append(Personal.plain(entry.body())));
            }
        }
        return latest(text);
    }

    /** The customer's words from this sequence on, as far as the state still has them. */
    static String wordsSince(Decision decision, long sequence) {
        var text = new StringBuilder();
        decision.state().transcript().stream()
                .filter(entry -> entry.sequence() >= sequence && entry.speaker() == Speaker.CUSTOMER)
                .forEach(entry -> text.append(text.isEmpty() ? "" : "\n").append(Personal.plain(entry.body())));
        return latest(text);
    }

    private static String latest(StringBuilder text) {
        return text.length() <= WORDS ? text.toString() : text.substring(text.length() - WORDS);
    }
}
