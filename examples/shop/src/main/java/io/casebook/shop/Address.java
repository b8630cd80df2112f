package io.casebook.shop;

import java.util.List;
import java.util.regex.Pattern;

/** A postal address; customers write it on one line, {@code Canal Street 12, 3511 AB Utrecht, Netherlands}. */
record Address(String street, String postcodeAndCity, String country) {
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final int LONGEST_PART = 80;

    /** Reads one line of three parts: street and number, postcode and city, country. */
    static Address parse(String line) {
        List<String> parts = COMMA.splitAsStream(line.strip()).toList();
        if (parts.size() != 3) {
            throw Problem.invalid(
                    "address: expected three parts separated by commas (street and number, postcode and city, country), got "
                            + parts.size());
        }
        for (String part : parts) {
            if (part.isBlank() || part.length() > LONGEST_PART) {
                throw Problem.invalid("address: every part must have 1 to " + LONGEST_PART + " characters");
            }
        }
        if (parts.get(0).chars().noneMatch(Character::isDigit)) {
            throw Problem.invalid("address: the first part must be the street with a house number");
        }
        if (parts.get(1).chars().noneMatch(Character::isDigit)) {
            throw Problem.invalid("address: the second part must be the postcode and the city");
        }
        return new Address(parts.get(0), parts.get(1), parts.get(2));
    }

    String line() {
        return street + ", " + postcodeAndCity + ", " + country;
    }
}
