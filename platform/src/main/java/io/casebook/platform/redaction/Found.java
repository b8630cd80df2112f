package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;

/**
 * A value that stands in a text.
 *
 * @param kind what it is
 * @param start where it begins
 * @param end where it ends
 * @param value the value, without the spaces and hyphens that group it
 * @param token what is shown in its place
 */
public record Found(Sensitive kind, int start, int end, String value, String token) {

    static Found of(Sensitive kind, int start, int end, String value) {
        return new Found(kind, start, end, value, Tokens.of(kind, value));
    }

    /** A text of which nobody can tell in time what stands in it. It goes as a whole, and what it says is not kept. */
    static Found withheld(String text) {
        return new Found(Sensitive.SECRET, 0, text.length(), "", Tokens.WITHHELD);
    }

    boolean overlaps(Found other) {
        return start < other.end && other.start < end;
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "Found[" + kind + ", " + start + ".." + end + "]";
    }
}
