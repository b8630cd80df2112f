package io.casebook.conversation.definition;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kinds of values that are taken out of a text before a model, a log or a page sees it. */
public enum Sensitive {
    /** Passwords, keys, tokens, card verification numbers. They are never kept, and never given to a tool. */
    SECRET("secret"),
    /** Bank accounts. */
    IBAN("IBAN"),
    /** Payment cards. */
    CARD("card"),
    /** Numbers by which a state knows a person. */
    NATIONAL_ID("national id"),
    /** Mail addresses. */
    EMAIL("e-mail"),
    /** Telephone numbers. */
    PHONE("phone");

    /** What is taken out unless a definition says otherwise. A support agent mostly needs to see how to reach somebody. */
    public static final Set<Sensitive> BY_DEFAULT =
            Collections.unmodifiableSet(EnumSet.of(SECRET, IBAN, CARD, NATIONAL_ID));

    private final String word;

    Sensitive(String word) {
        this.word = word;
    }

    /** How a token calls it. */
    public String word() {
        return word;
    }

    /** How a definition spells it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that a definition spells so; null where there is none. */
    public static @Nullable Sensitive of(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElse(null);
    }
}
