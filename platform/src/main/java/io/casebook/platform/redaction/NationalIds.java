package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import io.casebook.platform.matching.CountedText;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers by which states know people. Where a number's form and check digits leave little to chance it is taken
 * anywhere; where any row of digits might be one, only where a word says so.
 */
final class NationalIds implements Detector {

    /**
     * The number of one country.
     *
     * @param form how it is written
     * @param begins what its first character may be
     * @param words what announces it; null where the form says enough
     * @param needles the same in lower case, at least one of which a text has that holds one of the words
     * @param checks whether its digits hold, without what groups them
     */
    private record Country(
            Pattern form, Begins begins, @Nullable Pattern words, List<String> needles, Predicate<String> checks) {
        /** True where a text can hold a number: looking for a word is much cheaper than looking for a form. */
        boolean mayStandIn(String lower, String context) {
            return words == null
                    || needles.stream().anyMatch(lower::contains)
                    || (!context.isEmpty() && words.matcher(context).find());
        }
    }

    /** What the first character of a number may be. */
    private enum Begins {
        DIGIT,
        LETTER,
        ANY
    }

    private static final Pattern NOT_PART = Pattern.compile("[^A-Za-z0-9]");

    private static final List<Country> COUNTRIES = List.of(
            // United States: social security
            anywhere(Begins.DIGIT, "(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}", digits -> true),
            announced(
                    Begins.DIGIT,
                    "(?!000|666|9)\\d{3}[ ]?(?!00)\\d{2}[ ]?(?!0000)\\d{4}",
                    "ssn|social security|social_security|sozialversicherung",
                    digits -> true),
            // United Kingdom: national insurance
            anywhere(
                    Begins.LETTER,
                    "(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]",
                    value -> true),
            // Germany: tax id
            announced(
                    Begins.DIGIT,
                    "[1-9]\\d(?:[ /]?\\d{3}){3}",
                    "steuer|tax|idnr|tin|identifikationsnummer",
                    NationalIdChecks::germanTaxId),
            // Spain: DNI and NIE
            anywhere(Begins.ANY, "(?:\\d{8}|[XYZ]-?\\d{7})-?[A-HJ-NP-TV-Z]", NationalIdChecks::spanish),
            // France: NIR
            anywhere(
                    Begins.DIGIT,
                    "[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}",
                    NationalIdChecks::french),
            // Italy: codice fiscale
            anywhere(Begins.LETTER, "[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]", NationalIdChecks::italian),
            // Netherlands: BSN
            announced(
                    Begins.DIGIT,
                    "\\d{3}[. ]?\\d{2,3}[. ]?\\d{3}",
                    "bsn|burgerservicenummer|sofi",
                    NationalIdChecks::dutch),
            // Poland: PESEL
            announced(Begins.DIGIT, "\\d{11}", "pesel", NationalIdChecks::polish),
            // Sweden: personnummer
            anywhere(
                    Begins.DIGIT,
                    "(?:19|20)?\\d{2}(?:0\\d|1[0-2])(?:[0-2]\\d|3[01])[-+]\\d{4}",
                    NationalIdChecks::swedish),
            // Belgium: national register
            anywhere(Begins.DIGIT, "\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}", NationalIdChecks::belgian),
            // Switzerland: AHV
            anywhere(Begins.DIGIT, "756[.]?\\d{4}[.]?\\d{4}[.]?\\d{2}", NationalIdChecks::swiss),
            // Austria: social insurance
            announced(
                    Begins.DIGIT,
                    "[1-9]\\d{3} ?\\d{6}",
                    "svnr|sv-nummer|sozialversicherung",
                    NationalIdChecks::austrian),
            // Brazil: CPF
            anywhere(Begins.DIGIT, "\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}", NationalIdChecks::brazilian),
            announced(Begins.DIGIT, "\\d{11}", "cpf", NationalIdChecks::brazilian),
            // India: Aadhaar
            announced(
                    Begins.DIGIT,
                    "[2-9]\\d{3}[ -]?\\d{4}[ -]?\\d{4}",
                    "aadhaar|aadhar|uidai",
                    NationalIdChecks::indian),
            // Passports have no common form
            announced(
                    Begins.ANY,
                    "(?=(?:[A-Z]{0,8}+\\d){4})[A-Z0-9]{7,9}",
                    "passport|reisepass|pasaporte|passeport",
                    value -> true));

    @Override
    public void find(CountedText text, String context, Consumer<Found> found) {
        String lower = text.toString().toLowerCase(Locale.ROOT);
        int[] starts = starts(text.toString());
        for (Country country : COUNTRIES) {
            if (country.mayStandIn(lower, context)) {
                find(country, text, context, starts, found);
            }
        }
    }

    /** A number begins where a word does, so forms are tried there alone. */
    private static void find(Country country, CountedText text, String context, int[] starts, Consumer<Found> found) {
        Matcher candidate =
                country.form().matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        Pattern words = country.words();
        int from = 0;
        for (int start : starts) {
            if (start < from
                    || !fits(country.begins(), text.charAt(start))
                    || !candidate.region(start, text.length()).lookingAt()) {
                continue;
            }
            from = candidate.end();
            String value = NOT_PART.matcher(candidate.group()).replaceAll("").toUpperCase(Locale.ROOT);
            if (country.checks().test(value)
                    && (words == null || Detector.announced(words, text, candidate.start(), context))) {
                found.accept(Found.of(Sensitive.NATIONAL_ID, candidate.start(), candidate.end(), value));
            }
        }
    }

    private static boolean fits(Begins begins, char c) {
        return switch (begins) {
            case DIGIT -> c <= '9';
            case LETTER -> c > '9';
            case ANY -> true;
        };
    }

    /** Where letters and digits of ASCII begin that do not go on from others. */
    private static int[] starts(String text) {
        return IntStream.range(0, text.length())
                .filter(at -> isPart(text.charAt(at)) && (at == 0 || !isPart(text.charAt(at - 1))))
                .toArray();
    }

    private static boolean isPart(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static Country anywhere(Begins begins, String form, Predicate<String> checks) {
        return new Country(whole(form), begins, null, List.of(), checks);
    }

    private static Country announced(Begins begins, String form, String words, Predicate<String> checks) {
        Pattern before = Pattern.compile("(?i)(?<![a-z])(?:" + words + ")");
        return new Country(whole(form), begins, before, List.of(words.split("\\|")), checks);
    }

    /** Not within a longer number or name. */
    private static Pattern whole(String form) {
        return Pattern.compile("(?<![A-Za-z0-9])(?<![0-9][.,/-])(?i:" + form + ")(?![A-Za-z0-9])(?![-/][0-9])");
    }
}
