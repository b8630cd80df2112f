package io.casebook.platform.redaction;

import io.casebook.conversation.definition.Sensitive;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
     * @param words what announces it; null where the form says enough
     * @param checks whether its digits hold, without what groups them
     */
    private record Country(Pattern form, @Nullable Pattern words, Predicate<String> checks) {}

    private static final List<Country> COUNTRIES = List.of(
            // United States: social security
            anywhere("(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}", digits -> true),
            announced(
                    "(?!000|666|9)\\d{3}[ ]?(?!00)\\d{2}[ ]?(?!0000)\\d{4}",
                    "ssn|social security|social_security|sozialversicherung", digits -> true),
            // United Kingdom: national insurance
            anywhere(
                    "(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]",
                    value -> true),
            // Germany: tax id
            announced(
                    "[1-9]\\d(?:[ /]?\\d{3}){3}",
                    "steuer|tax|idnr|tin|identifikationsnummer", NationalIdChecks::germanTaxId),
            // Spain: DNI and NIE
            anywhere("(?:\\d{8}|[XYZ]-?\\d{7})-?[A-HJ-NP-TV-Z]", NationalIdChecks::spanish),
            // France: NIR
            anywhere(
                    "[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\\d) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3} ?\\d{2}",
                    NationalIdChecks::french),
            // Italy: codice fiscale
            anywhere("[A-Z]{6}\\d{2}[A-EHLMPRST]\\d{2}[A-Z]\\d{3}[A-Z]", NationalIdChecks::italian),
            // Netherlands: BSN
            announced("\\d{3}[. ]?\\d{2,3}[. ]?\\d{3}", "bsn|burgerservicenummer|sofi", NationalIdChecks::dutch),
            // Poland: PESEL
            announced("\\d{11}", "pesel", NationalIdChecks::polish),
            // Sweden: personnummer
            anywhere("(?:19|20)?\\d{2}(?:0\\d|1[0-2])(?:[0-2]\\d|3[01])[-+]\\d{4}", NationalIdChecks::swedish),
            // Belgium: national register
            anywhere("\\d{2}\\.\\d{2}\\.\\d{2}-\\d{3}\\.\\d{2}", NationalIdChecks::belgian),
            // Switzerland: AHV
            anywhere("756[.]?\\d{4}[.]?\\d{4}[.]?\\d{2}", NationalIdChecks::swiss),
            // Austria: social insurance
            announced("[1-9]\\d{3} ?\\d{6}", "svnr|sv-nummer|sozialversicherung", NationalIdChecks::austrian),
            // Brazil: CPF
            anywhere("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}", NationalIdChecks::brazilian),
            announced("\\d{11}", "cpf", NationalIdChecks::brazilian),
            // India: Aadhaar
            announced("[2-9]\\d{3}[ -]?\\d{4}[ -]?\\d{4}", "aadhaar|aadhar|uidai", NationalIdChecks::indian),
            // Passports have no common form
            announced("(?=(?:[A-Z]*\\d){4})[A-Z0-9]{7,9}", "passport|reisepass|pasaporte|passeport", value -> true));

    @Override
    public void find(String text, String context, Consumer<Found> found) {
        for (Country country : COUNTRIES) {
            Pattern announcing = country.words();
            // Most texts announce nothing, and looking for a word is cheaper than looking for a form.
            if (announcing != null
                    && !announcing.matcher(context).find()
                    && !announcing.matcher(text).find()) {
                continue;
            }
            Matcher candidate = country.form().matcher(text);
            while (candidate.find()) {
                Pattern words = country.words();
                String value = candidate.group().replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
                if (country.checks().test(value)
                        && (words == null || Detector.announced(words, text, candidate.start(), context))) {
                    found.accept(Found.of(Sensitive.NATIONAL_ID, candidate.start(), candidate.end(), value));
                }
            }
        }
    }

    private static Country anywhere(String form, Predicate<String> checks) {
        return new Country(whole(form), null, checks);
    }

    private static Country announced(String form, String words, Predicate<String> checks) {
        Pattern before = Pattern.compile("(?i)(?<![a-z])(?:" + words + ")");
        return new Country(whole(form), before, checks);
    }

    /** Not within a longer number or name. */
    private static Pattern whole(String form) {
        return Pattern.compile("(?<![A-Za-z0-9])(?<![0-9][.,/-])(?i:" + form + ")(?![A-Za-z0-9])(?![-/][0-9])");
    }
}
