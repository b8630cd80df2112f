package io.casebook.conversation.definition;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How dates, times and amounts are written for a customer.
 *
 * @param locale language and variant, BCP 47, e.g. {@code de-AT}; empty where nothing is known
 * @param zone the customer's time zone, or the company's where the customer's is not known
 */
public record Locality(String locale, ZoneId zone) {
    /** Where nothing is known of anybody. */
    public static final Locality UNKNOWN = new Locality("", ZoneOffset.UTC);
}
