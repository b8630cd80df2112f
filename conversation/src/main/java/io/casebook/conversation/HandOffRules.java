package io.casebook.conversation;

import io.casebook.conversation.definition.HandOffPolicy;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Speaker;
import io.casebook.vocabulary.TranscriptEntry;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.ProcedureLeft;
import io.casebook.vocabulary.event.TurnOutcome;
import io.casebook.vocabulary.llm.ToolExchange;
import io.casebook.vocabulary.state.Answering;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a conversation goes to people: with a reason, a team, the customer's waiting time, and what they need to know. */
final class HandOffRules {
    /** Latest messages that a summary quotes. */
    private static final int QUOTED_MESSAGES = 6;
    /** Characters that a summary quotes of each. */
    private static final int QUOTED_CHARACTERS = 280;

    private HandOffRules() {}

    static void handOff(Decision decision, ReasonCode reason) {
        handOff(decision, reason, null, null);
    }

    static void handOff(Decision decision, ReasonCode reason, @Nullable String target, @Nullable String note) {
        PlanRules.goesOnWith(decision, PlanRules.HAND_OFF);
        GapRules.handsOff(decision, reason);
        ApprovalRules.withdraw(decision);
        ReplyApprovalRules.withdraw(decision, ReplyApprovalRules.HANDED_OFF);
        var procedure = Position.procedure(decision);
        var wanted = target == null && procedure != null ? procedure.handOffTarget() : target;
        var team = team(decision, wanted);
        var from = AbsenceRules.backFrom(decision, team);
        var summary = summary(decision, reason, note);
        var waitingSince = decision.state().phase() instanceof Answering turn
                ? turn.waitingSince()
                : LifecycleFold.waitingSince(decision.state(), decision.now());
        var told = ReplyRules.join(ReplyRules.tellableUnseen(decision), AbsenceRules.words(decision, team, from));
        var progress = decision.state().procedure();
        if (progress != null) {
            decision.byAgent(new ProcedureLeft(progress.procedureId(), "handed_off"));
        }
        if (decision.state().phase() instanceof Answering) {
            TurnRules.end(decision, TurnOutcome.HANDED_OFF);
        }
        decision.raising(
                new io.casebook.vocabulary.Actor(
                        io.casebook.vocabulary.ActorType.AI_AGENT,
                        decision.state().agentId()),
                new HandedOff(
                        reason.code(),
                        team.id(),
                        Personal.text(summary),
                        waitingSince,
                        Personal.text(told),
                        DerivedIds.named("msg", decision, told),
                        from));
    }

    /** The team that is asked for; where none is, one whose people speak the customer's language. */
    private static HandOffPolicy.Target team(Decision decision, @Nullable String wanted) {
        var teams = decision.definition().handOff();
        var language = decision.state().language();
        return wanted != null || language == null
                ? teams.target(wanted)
                : teams.targetFor(language, decision.definition().speaks(language));
    }

    private static String summary(Decision decision, ReasonCode reason, @Nullable String note) {
        var state = decision.state();
        var text = new StringBuilder("Why: ").append(reason.words());
        if (note != null) {
            text.append("\nNote: ").append(note);
        }
        var intent = state.latestIntent();
        if (intent != null && !intent.equals(TriageRules.KNOWLEDGE)) {
            var procedure = decision.definition().procedure(intent);
            text.append("\nThe customer wants: ").append(procedure == null ? intent : procedure.when());
        }
        var progress = state.procedure();
        if (progress != null && !progress.slots().isEmpty()) {
            text.append("\nKnown:");
            progress.slots().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(slot -> text.append("\n- ")
                            .append(slot.getKey())
                            .append(": ")
                            .append(Personal.plain(slot.getValue())));
        }
        if (state.phase() instanceof Answering turn) {
            actions(text, turn.exchanges());
            var plan = turn.plan();
            if (plan != null) {
                text.append("\nThe agent's plan: ").append(Personal.plain(plan.plan()));
            }
        }
        if (!state.notes().isEmpty()) {
            text.append("\nNotes:");
            state.notes().forEach(each -> text.append("\n- ").append(Personal.plain(each)));
        }
        quote(text, state.transcript());
        return text.toString();
    }

    private static void actions(StringBuilder text, List<ToolExchange> exchanges) {
        if (exchanges.isEmpty()) {
            return;
        }
        text.append("\nDone in this turn:");
        exchanges.forEach(exchange ->
                text.append("\n- ").append(exchange.tool()).append(": ").append(exchange.outcome()));
    }

    private static void quote(StringBuilder text, List<TranscriptEntry> transcript) {
        text.append("\nLatest messages:");
        for (var entry : transcript.subList(Math.max(0, transcript.size() - QUOTED_MESSAGES), transcript.size())) {
            text.append("\n")
                    .append(speaker(entry.speaker()))
                    .append(": ")
                    .append(Personal.plain(Bounds.cut(entry.body(), QUOTED_CHARACTERS)));
            entry.attachments()
                    .forEach(attachment -> text.append(" [")
                            .append(attachment.type())
                            .append(": ")
                            .append(Personal.plain(attachment.fileName()))
                            .append(attachment.url() == null ? "" : ", " + Personal.plain(attachment.url()))
                            .append("]"));
        }
    }

    private static String speaker(Speaker speaker) {
        return switch (speaker) {
            case CUSTOMER -> "Customer";
            case AI_AGENT -> "Agent";
            case HUMAN -> "Human";
        };
    }
}
