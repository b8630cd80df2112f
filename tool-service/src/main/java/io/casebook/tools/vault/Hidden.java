package io.casebook.tools.vault;

/**
 * A value that redaction took out of an answer.
 *
 * @param token what stands in its place
 * @param kind what it is: a kind of value, or the pointer of the definition that hides it
 * @param value the value
 */
public record Hidden(String token, String kind, String value) {
    /** Without the value. */
    @Override
    public String toString() {
        return "Hidden[" + token + ", " + kind + "]";
    }
}
