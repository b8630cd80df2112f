package io.casebook.conversation;

import io.casebook.conversation.definition.PlatformTool;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.SpecialistAnswered;
import io.casebook.vocabulary.event.SpecialistAsked;
import io.casebook.vocabulary.event.SpecialistGaveUp;
import io.casebook.vocabulary.llm.ToolExchange;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.SpecialistAtWork;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is known after a specialist was asked, worked, and answered or not. */
final class SpecialistFold {
    private SpecialistFold() {}

    static ConversationState asked(ConversationState state, SpecialistAsked asked) {
        var at = new SpecialistAtWork(asked.specialistId(), asked.specialist(), asked.task(), asked.deadlineAt())
                .withStep(asked.step());
        var hash = PlatformTool.asking(asked.specialist()) + ":" + asked.taskHash();
        return TurnFold.turn(
                state,
                turn -> turn.withSpecialists(Bounds.plus(turn.specialists(), at, Bounds.SPECIALISTS))
                        .withAwaited(Bounds.plus(turn.awaited(), at.specialistId(), Bounds.OPEN_REQUESTS))
                        .withCallHashes(Bounds.plus(turn.callHashes(), hash, Bounds.EXCHANGES)));
    }

    /** What the specialist looked up is known to the agent from now on: its words alone would back nothing. */
    static ConversationState answered(ConversationState state, SpecialistAnswered answered) {
        var content = Bounds.cut(answered.answer(), Bounds.RESULT_CHARACTERS);
        var next = TurnFold.turn(state, turn -> {
            var at = at(turn, answered.specialistId());
            var exchanges = turn.exchanges();
            for (var exchange : at == null ? List.<ToolExchange>of() : at.exchanges()) {
                exchanges = exchange.outcome().equals(WorkFold.SUCCEEDED)
                        ? Bounds.plus(exchanges, exchange, Bounds.EXCHANGES)
                        : exchanges;
            }
            return turn.withExchanges(exchanges);
        });
        return over(next, answered.specialistId(), WorkFold.SUCCEEDED, content);
    }

    static ConversationState gaveUp(ConversationState state, SpecialistGaveUp gaveUp) {
        var next =
                over(state, gaveUp.specialistId(), WorkFold.FAILED, Personal.text("no answer: " + gaveUp.reasonCode()));
        return WorkFold.failed(next, PlatformTool.asking(gaveUp.specialist()), gaveUp.reasonCode());
    }

    /** To the agent a specialist's work is one call with one result. */
    private static ConversationState over(
            ConversationState state, String specialistId, String outcome, PersonalText content) {
        return TurnFold.turn(state, turn -> {
            var at = at(turn, specialistId);
            if (at == null) {
                return turn;
            }
            var exchange =
                    new ToolExchange(specialistId, PlatformTool.asking(at.specialist()), at.task(), outcome, content);
            return turn.withSpecialists(turn.specialists().stream()
                            .filter(other -> !other.specialistId().equals(specialistId))
                            .toList())
                    .withAwaited(turn.awaited().stream()
                            .filter(id -> !id.equals(specialistId))
                            .toList())
                    .withExchanges(Bounds.plus(turn.exchanges(), exchange, Bounds.EXCHANGES));
        });
    }

    /** The state with one specialist changed; unchanged where it is not at work. */
    static ConversationState working(
            ConversationState state, String specialistId, UnaryOperator<SpecialistAtWork> change) {
        return TurnFold.turn(
                state,
                turn -> turn.withSpecialists(turn.specialists().stream()
                        .map(at -> at.specialistId().equals(specialistId) ? change.apply(at) : at)
                        .toList()));
    }

    static @Nullable SpecialistAtWork at(@Nullable Answering turn, @Nullable String specialistId) {
        if (turn == null || specialistId == null) {
            return null;
        }
        return turn.specialists().stream()
                .filter(at -> at.specialistId().equals(specialistId))
                .findFirst()
                .orElse(null);
    }
}
