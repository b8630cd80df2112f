package io.casebook.ingress.chat;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Id of a conversation that was begun on the page: 128 random bits, because it is all that a visitor shows. An id of any other
 * form is not accepted here, so that the page is no way into conversations of other channels.
 *
 * @param value the id
 */
record ChatId(String value) {
    private static final Pattern FORM = Pattern.compile("chat-[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    /** A new one. */
    static ChatId next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new ChatId("chat-" + HexFormat.of().formatHex(bytes));
    }

    /** True when a conversation was begun on the page. */
    static boolean isOne(String conversationId) {
        return FORM.matcher(conversationId).matches();
    }

    /** The id in a cookie; null where there is none, or none of ours. */
    static @Nullable ChatId parse(@Nullable String cookie) {
        return cookie != null && isOne(cookie) ? new ChatId(cookie) : null;
    }
}
