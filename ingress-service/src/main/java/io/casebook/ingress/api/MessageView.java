package io.casebook.ingress.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.inbound.PostMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message as the API shows it.
 *
 * @param id id of the message
 * @param conversationId id of the conversation
 * @param body what was written
 * @param subject subject line; left out where there is none
 * @param participantId who wrote it; null where the caller did not tell
 * @param participantType what they are
 * @param created when it was written
 * @param attachments what it carries; left out where there is nothing
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MessageView(
        String id,
        String conversationId,
        String body,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String subject,
        @Nullable String participantId,
        String participantType,
        Instant created,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AttachmentView> attachments) {

    MessageView {
        attachments = List.copyOf(attachments);
    }

    /** A message that was accepted. */
    static MessageView of(String conversationId, PostMessage message, Instant created) {
        return new MessageView(
                message.messageId(),
                conversationId,
                Personal.plain(message.body()),
                Personal.plainOrNull(message.subject()),
                message.participantId(),
                Participants.nameOf(message.participantType()),
                created,
                Requests.views(message.attachments()));
    }

    /**
     * A file or picture, by reference.
     *
     * @param type {@code image} or {@code file}
     * @param fileName its name
     * @param url where it is; left out where it cannot be fetched
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record AttachmentView(
            String type,
            String fileName,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String url) {}
}
