package io.casebook.conversation;

import io.casebook.vocabulary.SealedValue;
import io.casebook.vocabulary.state.ConversationState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that redaction took out of tool results. The state has them sealed; only tool services can open them. */
final class SealedFold {
    private SealedFold() {}

    /** With the newest values. One that is there already, under the same token, moves to the end. */
    static ConversationState kept(ConversationState state, List<SealedValue> values) {
        var next = state;
        for (var value : values) {
            // What is not sealed does not belong into a state.
            if (value.value().plain() != null) {
                continue;
            }
            var others = next.sealedValues().stream()
                    .filter(other -> !other.equals(value))
                    .toList();
            next = next.withSealedValues(Bounds.plus(others, value, Bounds.SEALED_VALUES));
        }
        return next;
    }

    /** Those whose tokens stand in the arguments of a call. */
    static List<SealedValue> of(ConversationState state, @Nullable String arguments) {
        return arguments == null
                ? List.of()
                : state.sealedValues().stream()
                        .filter(value -> arguments.contains(value.token()))
                        .toList();
    }
}
