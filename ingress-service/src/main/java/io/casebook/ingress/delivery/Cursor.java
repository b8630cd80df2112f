package io.casebook.ingress.delivery;

import io.casebook.platform.http.ApiException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in what one conversation delivers. Written {@code sequence.part}, and {@code sequence} alone for the end of a sequence.
 *
 * @param sequence sequence of the event that brought the record about
 * @param part place among the records of that event, from 1
 */
public record Cursor(long sequence, int part) implements Comparable<Cursor> {
    /** Before everything. */
    public static final Cursor START = new Cursor(0, Integer.MAX_VALUE);

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,9}))?");

    /** The place just after all records of an event. */
    public static Cursor endOf(long sequence) {
        return new Cursor(sequence, Integer.MAX_VALUE);
    }

    /**
     * A place as a caller writes it; null stays null.
     *
     * @param name what to call it towards the caller
     */
    public static @Nullable Cursor parse(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw ApiException.invalid(
                    name,
                    "`%s` is no place in a stream; send the sequence or the id of the last event".formatted(name));
        }
        var sequence = Long.parseLong(matcher.group(1));
        var part = matcher.group(2);
        return part == null ? endOf(sequence) : new Cursor(sequence, Integer.parseInt(part));
    }

    @Override
    public int compareTo(Cursor other) {
        var bySequence = Long.compare(sequence, other.sequence);
        return bySequence != 0 ? bySequence : Integer.compare(part, other.part);
    }

    @Override
    public String toString() {
        return part == Integer.MAX_VALUE ? Long.toString(sequence) : sequence + "." + part;
    }
}
