package io.casebook.platform.schema;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import io.casebook.platform.matching.CountedText;
import java.util.regex.Pattern;

/**
 * A {@code pattern} of a schema that gives up in time. There are patterns, and texts for them, that Java's matcher would be at for
 * years; a schema may be a server's, and a text a customer's. Everything else is as the library has it. Thread-safe.
 */
public final class BoundedPattern implements RegularExpression {
    /** How often a character may be looked at: a hundredth of a second or so, and some looks at each of a long text. */
    private static final int LOOKS = 1_000_000;

    private static final long LOOKS_PER_CHARACTER = 20;

    private final Pattern pattern;

    /** The pattern of a schema, in the dialect of ECMA 262 as far as the library translates it. */
    public BoundedPattern(String source) {
        pattern = Pattern.compile(
                RegularExpressions.replaceLongformCharacterProperties(RegularExpressions.replaceDollarAnchors(source)));
    }

    @Override
    public boolean matches(String text) {
        try {
            return pattern.matcher(new CountedText(text, LOOKS + LOOKS_PER_CHARACTER * text.length()))
                    .find();
        } catch (CountedText.UsedUpException | StackOverflowError e) {
            // The matcher calls itself for each repetition of a group.
            throw new TooLongException();
        }
    }

    /** No end of it is near. */
    public static final class TooLongException extends RuntimeException {
        TooLongException() {
            super("a pattern of the schema takes too long", null, false, false);
        }
    }
}
