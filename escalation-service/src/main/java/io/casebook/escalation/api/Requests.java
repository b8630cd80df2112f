package io.casebook.escalation.api;

import io.casebook.conversation.check.DraftChecks;
import io.casebook.escalation.queue.CaseFilter;
import io.casebook.escalation.queue.CaseKind;
import io.casebook.escalation.queue.CaseStatus;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.JsonBody;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What calls say. */
public final class Requests {
    private static final Pattern HUMAN_ID = Pattern.compile("[^\\s\\p{Cntrl}]{1,128}");
    private static final int LONGEST_BODY = 32_000;
    private static final int LONGEST_NOTE = 4_000;
    private static final String WAITING = "waiting";
    private static final Map<String, Set<CaseStatus>> STATUSES = Map.of(
            "open",
            EnumSet.of(CaseStatus.OPEN),
            "claimed",
            EnumSet.of(CaseStatus.CLAIMED),
            "closed",
            EnumSet.of(CaseStatus.CLOSED),
            WAITING,
            EnumSet.of(CaseStatus.OPEN, CaseStatus.CLAIMED),
            "all",
            EnumSet.allOf(CaseStatus.class));
    private static final Map<String, CaseKind> KINDS = Map.of(
            "hand_off", CaseKind.HAND_OFF,
            "tool_approval", CaseKind.TOOL_APPROVAL,
            "reply_approval", CaseKind.REPLY_APPROVAL);

    private Requests() {}

    static CaseFilter filter(@Nullable String status, @Nullable String kind, @Nullable String target) {
        var statuses = choice("status", orElse(status, WAITING), STATUSES);
        return new CaseFilter(
                statuses,
                kind == null || kind.isEmpty() ? null : choice("kind", kind, KINDS),
                target == null || target.isEmpty() ? null : target);
    }

    static int limit(@Nullable String text, int otherwise, int most) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrongLimit(most);
        }
        throw wrongLimit(most);
    }

    /** Who does it, as the company calls them. */
    static String humanId(JsonBody body) {
        return humanId(body.text("human_id").required());
    }

    /**
     * A name for somebody at the desk.
     *
     * @throws ApiException invalid_argument where it is none
     */
    public static String humanId(String text) {
        if (!HUMAN_ID.matcher(text).matches()) {
            throw ApiException.invalid(
                    "human_id", "`human_id` is not a valid id; use 1 to 128 characters without white space");
        }
        return text;
    }

    static String message(JsonBody body) {
        var text = body.text("body").required();
        if (text.isBlank()) {
            throw ApiException.invalid("body", "`body` is empty; send what the customer is to read");
        }
        return bounded("body", text, LONGEST_BODY);
    }

    static @Nullable String messageId(JsonBody body) {
        return body.id("message_id").orNull();
    }

    static @Nullable String note(JsonBody body) {
        var note = body.optionalText("note");
        return note == null || note.isBlank() ? null : bounded("note", note, LONGEST_NOTE);
    }

    static @Nullable String editedText(JsonBody body) {
        var text = body.optionalText("edited_text");
        if (text != null && text.isBlank()) {
            throw ApiException.invalid(
                    "edited_text",
                    "`edited_text` is empty; leave it out to send the reply as it is, or refuse the reply");
        }
        return text == null ? null : bounded("edited_text", text, DraftChecks.LONGEST_REPLY);
    }

    private static String bounded(String field, String text, int longest) {
        if (text.length() > longest) {
            throw ApiException.invalid(
                    field, "`%s` has %,d characters; the most is %,d".formatted(field, text.length(), longest));
        }
        return text;
    }

    private static <T> T choice(String field, String text, Map<String, T> meanings) {
        var meaning = meanings.get(text);
        if (meaning == null) {
            throw ApiException.invalid(
                    field,
                    "`%s` is not one of %s".formatted(field, String.join(", ", new TreeMap<>(meanings).keySet())));
        }
        return meaning;
    }

    private static ApiException wrongLimit(int most) {
        return ApiException.invalid("limit", "`limit` must be a whole number from 1 to %d".formatted(most));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }
}
