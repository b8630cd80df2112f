package io.casebook.escalation.page;

import io.casebook.escalation.queue.CaseKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Codes and times for people. */
final class Words {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    static String kind(CaseKind kind) {
        return switch (kind) {
            case HAND_OFF -> "Hand-off";
            case TOOL_APPROVAL -> "Approve an action";
            case REPLY_APPROVAL -> "Approve a reply";
        };
    }

    static @Nullable String code(@Nullable String code) {
        return code == null ? null : code.replace('_', ' ');
    }

    static String date(Instant time) {
        return DATE.format(time) + " UTC";
    }

    static @Nullable String dateOrNull(@Nullable Instant time) {
        return time == null ? null : date(time);
    }

    /** How long something has lasted, in the unit that fits it. */
    static String span(Instant since, Instant now) {
        var span = Duration.between(since, now);
        if (span.toMinutes() < 1) {
            return Math.max(0, span.toSeconds()) + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min";
        }
        return span.toDays() < 1
                ? "%d h %d min".formatted(span.toHours(), span.toMinutesPart())
                : "%d d %d h".formatted(span.toDays(), span.toHoursPart());
    }
}
