package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in the place of a value: {@code ‹card ending 4242›}. */
public final class Tokens {
    /** What is shown in the place of a text that cannot be looked through in time. */
    public static final String WITHHELD = "‹withheld: looking for values that nobody is to see takes too long›";

    private static final Pattern TOKEN = Pattern.compile("‹[^‹›\\p{Cntrl}]{1,80}›");
    private static final int LAST_OF_CARD = 4;
    private static final int LAST_OF_OTHERS = 2;
    private static final int LONGEST_DOMAIN = 60;
    private static final int LONGEST_NAME = 40;

    private Tokens() {}

    /** The token of a value. It says enough to tell two values of a customer apart, and too little to use one. */
    static String of(Sensitive kind, String value) {
        return switch (kind) {
            case SECRET -> "‹secret›";
            case CARD, IBAN -> ending(kind, value, LAST_OF_CARD);
            case NATIONAL_ID, PHONE -> ending(kind, value, LAST_OF_OTHERS);
            case EMAIL -> "‹e-mail at " + shortened(value.substring(value.indexOf('@') + 1)) + "›";
        };
    }

    /** The token of a value that a definition hides by its place. */
    public static String ofField(String name, int number) {
        String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
        String shown = cut.replaceAll("[‹›\\p{Cntrl}]", " ");
        return number == 1 ? "‹hidden " + shown + "›" : "‹hidden " + shown + " " + number + "›";
    }

    /** True where the text has something that looks like a token. */
    public static boolean any(String text) {
        return text.indexOf('‹') >= 0 && TOKEN.matcher(text).find();
    }

    /** The text with each token replaced by what the function says of it; null leaves the token. */
    public static String replace(String text, Function<String, @Nullable String> value) {
        if (text.indexOf('‹') < 0) {
            return text;
        }
        return TOKEN.matcher(text).replaceAll(token -> {
            String replaced = value.apply(token.group());
            return Matcher.quoteReplacement(replaced == null ? token.group() : replaced);
        });
    }

    /** The end of a domain says most; a token that is longer than tokens are would not be known as one. */
    private static String shortened(String domain) {
        return domain.length() <= LONGEST_DOMAIN
                ? domain
                : "…" + domain.substring(domain.length() - LONGEST_DOMAIN + 1);
    }

    private static String ending(Sensitive kind, String value, int last) {
        return "‹" + kind.word() + " ending " + value.substring(value.length() - last) + "›";
    }
}
