package io.casebook.ingress.api;

import io.casebook.ingress.intake.Opening;
import io.casebook.ingress.request.Fields;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Ids;
import io.casebook.schemas.ContentHash;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Attachment;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.inbound.Assign;
import io.casebook.vocabulary.inbound.OpenConversation;
import io.casebook.vocabulary.inbound.PostMessage;
import io.casebook.vocabulary.inbound.Rate;
import io.casebook.vocabulary.inbound.ReportChannelEvent;
import io.casebook.vocabulary.inbound.ReturnAsyncToolResult;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Each call's body, as the record that it stands for. */
final class Requests {
    /** The longest message, in characters. */
    static final int LONGEST_MESSAGE = 32_000;

    private static final int LONGEST_SUBJECT = 1_000;
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_FILE_NAME = 500;
    private static final int LONGEST_URL = 4_000;
    private static final int MOST_ATTACHMENTS = 20;
    private static final int LONGEST_KEY = 256;
    private static final Map<String, String> ATTACHMENT_TYPES = Map.of("image", "image", "file", "file");
    private static final Map<String, String> EVENT_TYPES =
            Map.of("typing", "typing", "delivered", "delivered", "read", "read", "internal-note", "internal-note");

    private Requests() {}

    /** A conversation to begin. */
    static Opening opening(Fields fields, Instant now) {
        var chosenId = fields.optionalId("id");
        var customerId = fields.outsideId("customer_id");
        var channel = fields.id("channel");
        var agentId = fields.optionalId("agent_id");
        var assigneeId = fields.optionalOutsideId("assignee_id");
        var assigneeType = fields.optionalChoice("assignee_type", Participants.ASSIGNEES);
        if (assigneeType == null && assigneeId != null) {
            throw ApiException.invalid(
                    "assignee_type",
                    "`assignee_type` is missing beside `assignee_id`; send `AI Agent`, `Agent`, `Customer` or `Bot`");
        }
        var created = fields.optionalTime("created");
        var resources = fields.namedObjects("resources");
        var metadata = fields.optionalJson("metadata");
        var locale = Whereabouts.locale(fields);
        var timeZone = Whereabouts.timeZone(fields);
        var aiAllowed = fields.optionalFlag("ai_allowed");
        var hash = ContentHash.of(
                customerId,
                channel,
                agentId,
                assigneeType == null ? null : assigneeType.name(),
                assigneeId,
                created == null ? null : created.toString(),
                resources.toString(),
                metadata,
                locale,
                timeZone,
                aiAllowed == null ? null : aiAllowed.toString());
        var personal = new LinkedHashMap<String, PersonalText>();
        resources.forEach((name, json) -> personal.put(name, Personal.text(json)));
        var payload = new OpenConversation(customerId, channel, created == null ? now : created)
                .withAgentId(agentId)
                .withAssigneeType(assigneeType)
                .withAssigneeId(assigneeId)
                .withResources(personal)
                .withMetadata(Personal.textOrNull(metadata))
                .withLocale(locale)
                .withTimeZone(timeZone)
                .withAiAllowed(aiAllowed);
        var id = chosenId == null ? UUID.randomUUID().toString() : chosenId;
        return new Opening(id, chosenId != null, payload, hash);
    }

    /** A message. */
    static PostMessage message(Fields fields, Instant now) {
        var id = fields.optionalId("id");
        var attachments = fields.objects("attachments", MOST_ATTACHMENTS).stream()
                .map(Requests::attachment)
                .toList();
        var body = attachments.isEmpty()
                ? fields.text("body", LONGEST_MESSAGE)
                : Objects.requireNonNullElse(fields.optionalText("body", LONGEST_MESSAGE), "");
        var subject = fields.optionalText("subject", LONGEST_SUBJECT);
        var author = fields.choice("participant_type", Participants.AUTHORS);
        var participantId = fields.optionalOutsideId("participant_id");
        var created = fields.optionalTime("created");
        return new PostMessage(
                id == null ? UUID.randomUUID().toString() : id,
                Personal.text(body),
                ContentHash.of(body, subject),
                Personal.textOrNull(subject),
                participantId,
                author,
                attachments,
                created == null ? now : created);
    }

    /** To whom the conversation is given. */
    static Assign assignment(Fields fields) {
        return new Assign(
                fields.choice("assignee_type", Participants.ASSIGNEES),
                fields.optionalOutsideId("assignee_id"),
                reason(fields));
    }

    /** To whom a resumed conversation is given; null where the call names nobody. */
    static @Nullable Assign optionalAssignment(Fields fields) {
        var type = fields.optionalChoice("assignee_type", Participants.ASSIGNEES);
        var id = fields.optionalOutsideId("assignee_id");
        return type == null ? null : new Assign(type, id, reason(fields));
    }

    /** Why; null where the call does not tell. */
    static @Nullable String reason(Fields fields) {
        // When it happened may be told and is checked; what counts is when the platform received it.
        var _ = fields.optionalTime("timestamp");
        return fields.optionalText("reason", LONGEST_REASON);
    }

    /** A rating. */
    static Rate rating(Fields fields) {
        var type = fields.text("type", LONGEST_NAME);
        var value = fields.number("value");
        var least = fields.number("min_value");
        var most = fields.number("max_value");
        if (least >= most) {
            throw ApiException.invalid("max_value", "`max_value` must be greater than `min_value`");
        }
        if (value < least || value > most) {
            throw ApiException.invalid("value", "`value` must lie between `min_value` and `max_value`");
        }
        var _ = fields.optionalTime("timestamp");
        return new Rate(
                type, value, least, most, Personal.textOrNull(fields.optionalText("comments", LONGEST_MESSAGE)));
    }

    /** The outcome of a tool call that answers later. */
    static ReturnAsyncToolResult toolResult(Fields fields) {
        var ownName = fields.optionalId("call_id");
        var callId = ownName == null ? fields.id("async_tool_execution_id") : ownName;
        var _ = fields.optionalTime("timestamp");
        var succeeded = fields.flag("succeeded", true);
        return new ReturnAsyncToolResult(callId, succeeded, Personal.text(fields.object("payload")));
    }

    /** Something other than a message. */
    static ReportChannelEvent event(Fields fields) {
        var type = fields.choice("type", EVENT_TYPES);
        var participantId = fields.optionalOutsideId("participant_id");
        var messageId = fields.optionalId("message_id");
        var _ = fields.optionalTime("timestamp");
        var note = "internal-note".equals(type) ? fields.text("body", LONGEST_MESSAGE) : null;
        if (note == null) {
            var _ = fields.optionalText("body", LONGEST_MESSAGE);
        }
        if (messageId == null && ("delivered".equals(type) || "read".equals(type))) {
            throw ApiException.invalid(
                    "message_id", "`message_id` is missing; a `%s` event names the message".formatted(type));
        }
        return new ReportChannelEvent(type, participantId, messageId, Personal.textOrNull(note));
    }

    /** The caller's name for the call, in the header or in the body; null where it has none. */
    static @Nullable String idempotencyKey(@Nullable String header, Fields fields) {
        var inBody = fields.optionalText("idempotency_key", LONGEST_KEY);
        var key = header == null || header.isBlank() ? inBody : header;
        if (key != null && key.length() > LONGEST_KEY) {
            throw ApiException.invalid(
                    "Idempotency-Key", "`Idempotency-Key` has more than %d characters".formatted(LONGEST_KEY));
        }
        return key == null || key.isBlank() ? null : key;
    }

    /** The id in the path. */
    static String conversationId(String id) {
        return Ids.requireValid("conversation id", id);
    }

    /** Messages of a list of attachments as the API shows them again. */
    static List<MessageView.AttachmentView> views(List<Attachment> attachments) {
        return attachments.stream()
                .map(attachment -> new MessageView.AttachmentView(
                        attachment.type(),
                        Personal.plain(attachment.fileName()),
                        Personal.plainOrNull(attachment.url())))
                .toList();
    }

    private static Attachment attachment(Fields fields) {
        var type = fields.choice("type", ATTACHMENT_TYPES);
        var fileName = fields.text("file_name", LONGEST_FILE_NAME);
        var url = fields.optionalText("url", LONGEST_URL);
        return new Attachment(type, Personal.text(fileName), Personal.textOrNull(url));
    }
}
