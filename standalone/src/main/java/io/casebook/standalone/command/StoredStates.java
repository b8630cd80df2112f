package io.casebook.standalone.command;

import io.casebook.schemas.RecordCodec;
import io.casebook.standalone.verify.Verification;
import io.casebook.vocabulary.state.ConversationState;
import org.jspecify.annotations.Nullable;

/** The states of a running Casebook, asked over HTTP. */
final class StoredStates implements Verification.States {
    private static final RecordCodec<ConversationState> CODEC =
            new RecordCodec<>(ConversationState.SCHEMA$, ConversationState::of, ConversationState::readFrom);

    private final Api api;

    StoredStates(Api api) {
        this.api = api;
    }

    @Override
    public boolean there() {
        return api.answers();
    }

    @Override
    public @Nullable ConversationState find(String conversationId) {
        var bytes = api.bytes("/internal/conversations/%s/state".formatted(Api.encoded(conversationId)));
        return bytes == null ? null : CODEC.decode(bytes);
    }
}
