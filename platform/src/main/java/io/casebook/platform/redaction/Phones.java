package io.casebook.platform.redaction;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.casebook.conversation.definition.Sensitive;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Finds telephone numbers: international ones anywhere, national ones where a word says that it is one or where they are written
 * as one is. An order number must stay readable.
 */
final class Phones implements Detector {
    /** National numbers are read by these countries' rules, in this order. */
    private static final List<String> COUNTRIES = List.of("US", "GB", "DE", "FR", "ES", "IT", "NL", "AT", "CH");

    private static final Pattern WORDS = Pattern.compile(
            "(?i)\\b(?:phone|mobile|cell|tel|telefon\\w*|handy\\w*|call|ring|reach|text|whatsapp|fax|rufnummer|anrufen|téléphone|portable|teléfono|móvil|telefono|cellulare|gsm)\\b|(?i)phone|mobile|telefon");
    private static final Pattern GROUPED = Pattern.compile("\\(?0?\\d{2,5}\\)?[ ./-].*\\d{2,}.*");
    private static final Pattern DATE_OR_AMOUNT =
            Pattern.compile("\\d{1,4}[-./]\\d{1,2}[-./]\\d{1,4}.*|\\d{1,3}(?:[.,]\\d{3})+(?:[.,]\\d{1,2})?");
    private static final int MOST_TRIES = 200;

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    @Override
    public void find(String text, String context, Consumer<Found> found) {
        NUMBERS.findNumbers(text, "ZZ", Leniency.VALID, MOST_TRIES).forEach(match -> accept(match, found));
        for (String country : COUNTRIES) {
            for (PhoneNumberMatch match : NUMBERS.findNumbers(text, country, Leniency.VALID, MOST_TRIES)) {
                if (national(match, text, context)) {
                    accept(match, found);
                }
            }
        }
    }

    private static boolean national(PhoneNumberMatch match, String text, String context) {
        String raw = match.rawString();
        if (raw.startsWith("+") || DATE_OR_AMOUNT.matcher(raw).matches()) {
            return false;
        }
        boolean announced = Detector.announced(WORDS, text, match.start(), context);
        return announced || (GROUPED.matcher(raw).matches() && (raw.startsWith("0") || raw.startsWith("(")));
    }

    private static void accept(PhoneNumberMatch match, Consumer<Found> found) {
        String value = NUMBERS.format(match.number(), PhoneNumberFormat.E164);
        found.accept(Found.of(Sensitive.PHONE, match.start(), match.end(), value));
    }
}
