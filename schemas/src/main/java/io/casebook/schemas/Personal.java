package io.casebook.schemas;

import io.casebook.vocabulary.PersonalText;
import org.jspecify.annotations.Nullable;

/** Text that belongs to a person, in and out of its envelope. */
public final class Personal {
    private static final String SEALED = "[sealed]";

    private Personal() {}

    /** Plain text in its envelope. */
    public static PersonalText text(String plain) {
        return new PersonalText(plain, null, null);
    }

    /** Plain text in its envelope; null stays null. */
    public static @Nullable PersonalText textOrNull(@Nullable String plain) {
        return plain == null ? null : text(plain);
    }

    /** The text out of its envelope; {@code [sealed]} where it is sealed and the key is not at hand. */
    public static String plain(PersonalText text) {
        var plain = text.plain();
        return plain == null ? SEALED : plain;
    }

    /** The text out of its envelope; null stays null. */
    public static @Nullable String plainOrNull(@Nullable PersonalText text) {
        return text == null ? null : plain(text);
    }
}
