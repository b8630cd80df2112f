package io.casebook.conversation.definition;

import java.util.List;

/**
 * What form a reply has that a model wrote or an article gave.
 *
 * @param maxCharacters how long it may be; {@link #UNLIMITED} for no limit of the definition
 * @param avoid phrases that it must not have, upper and lower case alike
 */
public record ReplyPolicy(int maxCharacters, List<String> avoid) {

    /** No limit but the platform's own. */
    public static final int UNLIMITED = 0;

    /** Any form. */
    public static final ReplyPolicy ANY = new ReplyPolicy(UNLIMITED, List.of());

    public ReplyPolicy {
        Require.atLeast(UNLIMITED, maxCharacters, "max_characters");
        avoid = List.copyOf(avoid);
        avoid.forEach(phrase -> Require.text(phrase, "a phrase of avoid"));
    }
}
