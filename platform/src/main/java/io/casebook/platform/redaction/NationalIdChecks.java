package io.casebook.platform.redaction;

import org.apache.commons.validator.routines.checkdigit.EAN13CheckDigit;
import org.apache.commons.validator.routines.checkdigit.LuhnCheckDigit;
import org.apache.commons.validator.routines.checkdigit.VerhoeffCheckDigit;

/** Check digits of national ids, by the rules that their issuers publish. The values have neither spaces nor hyphens. */
final class NationalIdChecks {
    private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final int[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    private static final int[] POLISH_WEIGHTS = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3};
    private static final int[] AUSTRIAN_WEIGHTS = {3, 7, 9, 0, 5, 8, 4, 2, 1, 6};

    private NationalIdChecks() {}

    /** ISO 7064 MOD 11,10, and one digit that stands there twice or three times among the first ten. */
    static boolean germanTaxId(String value) {
        int product = 10;
        int[] seen = new int[10];
        for (int i = 0; i < 10; i++) {
            int digit = digit(value, i);
            seen[digit]++;
            int sum = (digit + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        int repeated = 0;
        for (int times : seen) {
            repeated += times > 1 ? 1 : 0;
            if (times > 3) {
                return false;
            }
        }
        return repeated == 1 && (11 - product) % 10 == digit(value, 10);
    }

    static boolean spanish(String value) {
        String number = value.substring(0, value.length() - 1)
                .replaceFirst("^X", "0")
                .replaceFirst("^Y", "1")
                .replaceFirst("^Z", "2");
        return SPANISH_LETTERS.charAt(Integer.parseInt(number) % 23) == value.charAt(value.length() - 1);
    }

    static boolean french(String value) {
        String number = value.substring(0, 13);
        long corsica = number.contains("A") ? 1_000_000 : number.contains("B") ? 2_000_000 : 0;
        long plain = Long.parseLong(number.replaceAll("[AB]", "0")) - corsica;
        return 97 - plain % 97 == Long.parseLong(value.substring(13));
    }

    static boolean italian(String value) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = value.charAt(i);
            int place = Character.isDigit(c) ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ITALIAN_ODD[place] : place;
        }
        return sum % 26 == value.charAt(15) - 'A';
    }

    static boolean dutch(String value) {
        if (value.length() != 9) {
            return false;
        }
        int sum = -digit(value, 8);
        for (int i = 0; i < 8; i++) {
            sum += (9 - i) * digit(value, i);
        }
        return sum % 11 == 0 && !value.equals("000000000");
    }

    static boolean polish(String value) {
        int month = Integer.parseInt(value.substring(2, 4)) % 20;
        int day = Integer.parseInt(value.substring(4, 6));
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && (10 - weighted(value, POLISH_WEIGHTS) % 10) % 10 == digit(value, 10);
    }

    static boolean swedish(String value) {
        return LuhnCheckDigit.LUHN_CHECK_DIGIT.isValid(value.substring(value.length() - 10));
    }

    static boolean belgian(String value) {
        long number = Long.parseLong(value.substring(0, 9));
        long check = Long.parseLong(value.substring(9));
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    static boolean swiss(String value) {
        return EAN13CheckDigit.EAN13_CHECK_DIGIT.isValid(value);
    }

    static boolean austrian(String value) {
        return weighted(value, AUSTRIAN_WEIGHTS) % 11 == digit(value, 3);
    }

    static boolean brazilian(String value) {
        return value.chars().distinct().count() > 1 && brazilianDigit(value, 9) && brazilianDigit(value, 10);
    }

    private static boolean brazilianDigit(String value, int place) {
        int sum = 0;
        for (int i = 0; i < place; i++) {
            sum += (place + 1 - i) * digit(value, i);
        }
        return sum * 10 % 11 % 10 == digit(value, place);
    }

    static boolean indian(String value) {
        return VerhoeffCheckDigit.VERHOEFF_CHECK_DIGIT.isValid(value);
    }

    private static int weighted(String value, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * digit(value, i);
        }
        return sum;
    }

    private static int digit(String value, int place) {
        return value.charAt(place) - '0';
    }
}
