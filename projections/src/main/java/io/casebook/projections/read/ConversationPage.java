package io.casebook.projections.read;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of conversations, the newest first.
 *
 * @param conversations the conversations
 * @param next what to send as {@code after} for the part that follows; null at the end
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ConversationPage(
        List<ConversationView> conversations, @Nullable String next) {
    public ConversationPage {
        conversations = List.copyOf(conversations);
    }
}
