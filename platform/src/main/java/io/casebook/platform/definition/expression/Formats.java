package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.Locality;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the formats of values share. */
final class Formats {
    /** Longer ones are hostile, and nobody can read them. */
    private static final int MOST_DIGITS = 30;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

    private Formats() {}

    static @Nullable BigDecimal number(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.precision() <= MOST_DIGITS && Math.abs(number.scale()) <= MOST_DIGITS ? number : null;
        }
        String text = value.isTextual() ? value.textValue().strip() : "";
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    static @Nullable Currency currency(String code) {
        try {
            return Currency.getInstance(code.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Locale locale(Locality locality) {
        return locality.locale().isEmpty() ? Locale.ENGLISH : Locale.forLanguageTag(locality.locale());
    }

    /** Locales put narrow and unbreakable spaces into numbers and times, which many channels show as boxes. */
    static String spaced(String text) {
        return text.replace('\u202f', ' ').replace('\u00a0', ' ');
    }
}
