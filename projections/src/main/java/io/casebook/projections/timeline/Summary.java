package io.casebook.projections.timeline;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.*;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event in one line for people: what tells it from others of its kind. */
public final class Summary {
    private static final int LONGEST_QUOTE = 160;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Summary() {}

    /** The line. */
    public static String of(Payload payload) {
        return switch (payload) {
            case ConversationStarted e -> "on %s, with agent %s".formatted(e.channel(), e.agentId());
            case CustomerMessageReceived e -> quote(e.body());
            case ResourceAttached e -> e.name();
            case ChannelEventObserved e -> e.note() == null ? e.type() : e.type() + ": " + quote(e.note());
            case ConversationAssigned e -> "to " + name(e.assigneeType()) + id(e.assigneeId());
            case ConversationResumed e -> words(e.reason());
            case ConversationFinished e -> words(e.reasonCode());
            case ConversationCancelled e -> words(e.reasonCode());
            case ConversationRated e -> "%s %s of %s".formatted(e.type(), number(e.value()), number(e.maxValue()));
            case ConversationErased e -> e.scope();
            case CustomerMessageForwarded e -> "to %s: %s".formatted(e.continuedIn(), quote(e.body()));
            case CaseContinued e -> "in " + e.continuedIn();
            case AiConsentChanged e -> (e.allowed() ? "allowed, by " : "refused, by ") + words(e.source());
            case TurnStarted e ->
                "%s, answers %d message(s), until %s"
                        .formatted(name(e.cause()), e.messageIds().size(), CLOCK.format(e.deadlineAt()));
            case TurnSuperseded e -> words(e.reasonCode());
            case TurnEnded e -> "%s after %d step(s)".formatted(name(e.outcome()), e.steps());
            case LanguageDetected e -> "%s (%s)".formatted(e.language(), share(e.confidence()));
            case IntentClassified e -> intent(e);
            case PolicyTriggered e -> words(e.policy()) + ": " + e.detail();
            case ClarificationChosen e -> "between " + String.join(", ", e.choices());
            case ProcedureEntered e -> e.procedureId();
            case ProcedureStepTaken e -> step(e);
            case SlotFilled e -> "%s = %s, from %s".formatted(e.slot(), quote(e.value()), e.source());
            case ProcedureLeft e -> e.procedureId() + ": " + words(e.reasonCode());
            case ProcedurePaused e -> e.procedureId() + ": " + words(e.reasonCode());
            case ProcedureResumed e -> e.procedureId();
            case SlotsForgotten e -> String.join(", ", e.slots()) + ": " + words(e.reasonCode());
            case KnowledgeRequested e -> quote(e.query());
            case KnowledgeRetrieved e -> retrieved(e);
            case KnowledgeGapFound e ->
                e.cause().equals("low_answerability")
                        ? "the articles answer with a likelihood of " + share(e.answerability())
                        : words(e.cause());
            case SpecialistAsked e ->
                "%s, until %s: %s".formatted(e.specialist(), CLOCK.format(e.deadlineAt()), quote(e.task()));
            case SpecialistAnswered e ->
                "%s after %d step(s): %s".formatted(e.specialist(), e.steps(), quote(e.answer()));
            case SpecialistGaveUp e ->
                "%s after %d step(s): %s".formatted(e.specialist(), e.steps(), words(e.reasonCode()));
            case PlanMade e -> "plan %d: %s".formatted(e.revision(), quote(e.plan()));
            case RecoveryChosen e -> words(e.recovery()) + ": " + e.reason();
            case CompletionRequested e ->
                "%s with role %s, %s lane".formatted(name(e.purpose()), e.role(), name(e.lane()));
            case CompletionReceived e -> received(e);
            case CompletionRejected e -> "%s: %s, %s".formatted(e.model(), words(e.reasonCode()), e.detail());
            case CompletionFailed e -> words(e.reasonCode()) + ": " + e.detail();
            case ToolCallRequested e ->
                "%s (%s) %s".formatted(e.tool(), name(e.effect()), quote(e.arguments()))
                        + (e.approvedBy() == null ? "" : ", approved by " + e.approvedBy());
            case ToolCallDenied e -> "%s: %s, %s".formatted(e.tool(), words(e.reasonCode()), e.detail());
            case ToolApprovalRequested e ->
                "%s %s, because %s".formatted(e.tool(), quote(e.arguments()), e.condition());
            case ToolApprovalGiven e -> e.approved() ? "approved" : "refused";
            case ToolCallSucceeded e -> "%s in %d ms: %s".formatted(e.tool(), e.latencyMs(), quote(e.content()));
            case ToolCallFailed e ->
                "%s: %s after %d attempt(s)".formatted(e.tool(), words(e.reasonCode()), e.attempts());
            case ToolOutcomeUnknown e -> e.tool() + ": " + e.detail();
            case ReplyDrafted e -> "from %s: %s".formatted(name(e.source()), quote(e.text()));
            case ReplyChecked e -> checked(e);
            case ReplyApprovalRequested e -> "because " + e.condition();
            case ReplyApproved e ->
                (e.approved() ? "approved" : "refused") + (e.editedText() == null ? "" : ", edited");
            case ReplyWithdrawn e -> words(e.reasonCode());
            case ReplySent e -> sent(e);
            case HandedOff e -> "%s%s".formatted(words(e.reasonCode()), e.target() == null ? "" : ", to " + e.target());
            case HandOffClaimed e -> "by " + e.humanId();
            case HumanReplied e -> quote(e.body());
            case HandedBack e -> "by " + e.humanId() + (e.note() == null ? "" : ": " + quote(e.note()));
            case FeedbackGiven e -> e.verdict() + (e.comment() == null ? "" : ": " + quote(e.comment()));
            case HistorySummarised e -> "up to %d: %s".formatted(e.upToSequence(), quote(e.summary()));
            case DeadlineSet e -> "%s at %s".formatted(name(e.kind()), CLOCK.format(e.dueAt()));
            case DeadlinePassed e -> name(e.kind());
            case Payload.Unknown _ -> "of a newer version";
        };
    }

    private static String intent(IntentClassified e) {
        var others = e.runnersUp().stream()
                .map(other -> "%s %s".formatted(other.intent(), share(other.confidence())))
                .collect(Collectors.joining(", "));
        var chosen = "%s (%s)".formatted(e.intent() == null ? "nothing fits" : e.intent(), share(e.confidence()));
        return others.isEmpty() ? chosen : chosen + ", before " + others;
    }

    private static String step(ProcedureStepTaken e) {
        var line = "%s %s: %s".formatted(e.procedureId(), e.step(), e.kind());
        return e.say() == null ? line : line + ", says " + quote(e.say());
    }

    private static String retrieved(KnowledgeRetrieved e) {
        if (e.failure() != null) {
            return "failed: " + words(e.failure());
        }
        return "%d passage(s) at position %d, likely an answer: %s%s"
                .formatted(
                        e.passages().size(),
                        e.position(),
                        share(e.answerability()),
                        e.orderedBy() == null ? "" : ", in the order of " + e.orderedBy());
    }

    private static String received(CompletionReceived e) {
        var tools = e.toolCalls().stream().map(call -> call.tool()).collect(Collectors.joining(", "));
        var says = e.text() == null ? "" : ": " + quote(e.text());
        return "%s in %d ms, %d + %d tokens%s%s"
                .formatted(
                        e.model(),
                        e.latencyMs(),
                        e.usage().inputTokens(),
                        e.usage().outputTokens(),
                        tools.isEmpty() ? "" : ", proposes " + tools,
                        says);
    }

    private static String checked(ReplyChecked e) {
        List<CheckVerdict> failed =
                e.verdicts().stream().filter(verdict -> !verdict.passed()).toList();
        return failed.isEmpty()
                ? "passed " + e.verdicts().stream().map(CheckVerdict::check).collect(Collectors.joining(", "))
                : failed.stream()
                        .map(verdict -> verdict.check() + ": " + words(verdict.reason()))
                        .collect(Collectors.joining("; "));
    }

    private static String sent(ReplySent e) {
        var text = e.text();
        return (e.isHolding() ? "holding" : "reply") + (text == null ? ", the draft's text" : ": " + quote(text));
    }

    private static String quote(@Nullable PersonalText text) {
        var plain = Personal.plainOrNull(text);
        if (plain == null) {
            return "";
        }
        var line = plain.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE - 1) + "…";
    }

    private static String name(Enum<?> value) {
        return words(value.name().toLowerCase(Locale.ROOT));
    }

    private static String words(@Nullable String code) {
        return code == null ? "" : code.replace('_', ' ');
    }

    private static String id(@Nullable String id) {
        return id == null ? "" : " " + id;
    }

    private static String share(double share) {
        return "%.0f %%".formatted(share * 100);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
