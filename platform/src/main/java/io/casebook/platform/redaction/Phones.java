package io.casebook.platform.redaction;

import com.google.i18n.phonenumbers.PhoneNumberMatch;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
    /** How many rows of digits a text may have: each may be tried as a number of each country. */
    private static final int MOST_ROWS = 5_000;

    private static final int LONGEST_ROW = 20;

    /** A piece of a text: the library copies what comes behind a time of day, so it is not handed a long text as a whole. */
    private static final int PIECE = 2_000;

    /** How many characters stand between two numbers at least where a text is cut. */
    private static final int GAP = 24;

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    @Override
    public void find(CountedText text, String context, Consumer<Found> found) {
        String plain = text.toString();
        if (rows(plain) > MOST_ROWS) {
            throw text.giveUp();
        }
        boolean national = mayBeNational(text, context);
        int from = 0;
        while (from < plain.length()) {
            int to = cut(plain, from);
            CharSequence piece = text.part(from, to);
            find(piece, "ZZ", from, match -> true, found);
            for (String country : national ? COUNTRIES : List.<String>of()) {
                int start = from;
                find(piece, country, start, match -> national(match, text, start, context), found);
            }
            from = to;
        }
    }

    private static void find(
            CharSequence piece, String country, int offset, Predicate<PhoneNumberMatch> wanted, Consumer<Found> found) {
        for (PhoneNumberMatch match : NUMBERS.findNumbers(piece, country, Leniency.VALID, Long.MAX_VALUE)) {
            if (wanted.test(match)) {
                String value = NUMBERS.format(match.number(), PhoneNumberFormat.E164);
                found.accept(Found.of(Sensitive.PHONE, offset + match.start(), offset + match.end(), value));
            }
        }
    }

    private static boolean national(PhoneNumberMatch match, CountedText text, int offset, String context) {
        String raw = match.rawString();
        if (raw.startsWith("+") || DATE_OR_AMOUNT.matcher(raw).matches()) {
            return false;
        }
        boolean announced = Detector.announced(WORDS, text, offset + match.start(), context);
        return announced || (GROUPED.matcher(raw).matches() && (raw.startsWith("0") || raw.startsWith("(")));
    }

    /** False where nothing says that a number is one, and none is written as one is: most texts need no closer look. */
    private static boolean mayBeNational(CountedText text, String context) {
        String plain = text.toString();
        return plain.indexOf('0') >= 0
                || plain.indexOf('(') >= 0
                || WORDS.matcher(text).find()
                || WORDS.matcher(context).find();
    }

    /** How many numbers might stand in a text. */
    private static int rows(String text) {
        int rows = 0;
        int row = 0;
        for (int at = 0; at < text.length(); at++) {
            row = Character.isDigit(text.charAt(at)) ? row + 1 : 0;
            rows += row % LONGEST_ROW == 1 ? 1 : 0;
        }
        return rows;
    }

    /** Where a piece ends that begins there: where nothing of a number stands for a while. */
    private static int cut(String text, int from) {
        int without = 0;
        for (int at = from; at < text.length(); at++) {
            without = isPart(text.charAt(at)) ? 0 : without + 1;
            if (without >= GAP && at - from >= PIECE) {
                return at - GAP / 2;
            }
        }
        return text.length();
    }

    private static boolean isPart(char c) {
        return Character.isDigit(c) || "+＋([（［".indexOf(c) >= 0;
    }
}
