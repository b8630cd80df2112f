package io.casebook.orchestrator;

import io.casebook.platform.conversations.ConversationSummary;
import io.casebook.platform.conversations.ConversationSummary.Status;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.state.Answering;
import io.casebook.vocabulary.state.Cancelled;
import io.casebook.vocabulary.state.ConversationState;
import io.casebook.vocabulary.state.Debouncing;
import io.casebook.vocabulary.state.Finished;
import io.casebook.vocabulary.state.Observing;
import io.casebook.vocabulary.state.Phase;
import io.casebook.vocabulary.state.SeenMessage;
import io.casebook.vocabulary.state.Unborn;
import io.casebook.vocabulary.state.Waiting;
import io.casebook.vocabulary.state.WithHuman;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A conversation's state as the outside sees it. */
final class Summaries {
    private Summaries() {}

    static ConversationSummary of(ConversationState state) {
        var handOff = state.latestHandOff();
        var status = status(state.phase());
        return new ConversationSummary(
                state.conversationId(),
                state.customerId(),
                state.channel(),
                state.createdAt(),
                state.updatedAt(),
                status,
                status == Status.ACTIVE,
                state.latestIntent(),
                handOff == null ? null : handOff.target(),
                handOff == null ? null : handOff.reasonCode(),
                handOff == null ? null : Personal.plain(handOff.summary()),
                state.sequence(),
                state.turn(),
                endedAt(state.phase()),
                state.seen().stream()
                        .collect(Collectors.toMap(
                                SeenMessage::messageId, SeenMessage::contentHash, (one, other) -> other)),
                state.continuedIn());
    }

    private static Status status(Phase phase) {
        return switch (phase) {
            case Waiting ignored -> Status.ACTIVE;
            case Debouncing ignored -> Status.ACTIVE;
            case Answering ignored -> Status.ACTIVE;
            case Unborn ignored -> Status.OBSERVING;
            case Observing ignored -> Status.OBSERVING;
            case WithHuman ignored -> Status.OBSERVING;
            case Finished ignored -> Status.FINISHED;
            case Cancelled ignored -> Status.CANCELLED;
            case Phase.Unknown ignored -> Status.FAILED;
        };
    }

    private static @Nullable Instant endedAt(Phase phase) {
        if (phase instanceof Finished finished) {
            return finished.at();
        }
        return phase instanceof Cancelled cancelled ? cancelled.at() : null;
    }
}
