package io.casebook.conversation;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The moments of a text as the customer's clock shows them, so that an answer may tell them that way. */
final class LocalTimes {
    private static final int MOST = 50;
    private static final Pattern MOMENT = Pattern.compile(
            "\\b[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private LocalTimes() {}

    /** One line a moment; blank where the text holds none. */
    static String in(String text, ZoneId zone) {
        return MOMENT.matcher(text)
                .results()
                .limit(MOST)
                .map(found -> local(found.group(), zone))
                .collect(Collectors.joining("\n"));
    }

    private static String local(String moment, ZoneId zone) {
        try {
            return LOCAL.format(OffsetDateTime.parse(moment).atZoneSameInstant(zone));
        } catch (DateTimeException e) {
            return "";
        }
    }
}
