package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.validator.routines.EmailValidator;

/** Finds mail addresses. */
final class Emails implements Detector {
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+'-])[\\p{L}\\p{N}_%+][\\p{L}\\p{N}._%+'-]{0,63}+@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,180}[\\p{L}\\p{N}])?");
    private static final EmailValidator VALIDATOR = EmailValidator.getInstance(false, false);

    @Override
    public void find(CountedText text, String context, Consumer<Found> found) {
        if (text.toString().indexOf('@') < 0) {
            return;
        }
        Matcher candidate = CANDIDATE.matcher(text);
        while (candidate.find()) {
            String address = candidate.group();
            text.spend(address.length());
            if (VALIDATOR.isValid(address)) {
                String value = address.toLowerCase(Locale.ROOT);
                found.accept(Found.of(Sensitive.EMAIL, candidate.start(), candidate.end(), value));
            }
        }
    }
}
