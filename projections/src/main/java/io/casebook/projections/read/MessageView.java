package io.casebook.projections.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a transcript as the API shows it.
 *
 * @param id id of the message
 * @param conversationId id of the conversation
 * @param body what was said
 * @param subject subject line; left out where there is none
 * @param participantId who said it; null where unknown
 * @param participantType {@code Customer}, {@code AI Agent}, {@code Agent} or {@code Bot}
 * @param created when it was written
 * @param sequence of the event that brought it
 * @param turn that was running, or the last one
 * @param isHolding true for a message that only says that the answer takes longer
 * @param attachments what it carries; left out where there is nothing
 * @param citations what it rests on; left out where there is nothing
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MessageView(
        String id,
        String conversationId,
        String body,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @Nullable String participantId,
        String participantType,
        Instant created,
        long sequence,
        int turn,
        boolean isHolding,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode attachments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode citations) {}
