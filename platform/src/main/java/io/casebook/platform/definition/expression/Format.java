package io.casebook.platform.definition.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.conversation.definition.Locality;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a placeholder's value is written for the customer: {@code {order.placed_at | date}}, {@code {order.total | money EUR}}. */
sealed interface Format {

    /** What is written after the bar. */
    Set<String> NAMES = Set.of("date", "time", "datetime", "number", "money");

    /** The value in words; null where it is not of that kind. */
    @Nullable
    String write(JsonNode value, FactsReader facts);

    /** What it wants, for messages. */
    String wanted();

    /** The names that it reads beside the value. */
    default List<String> path() {
        return List.of();
    }

    /** A day, a time of day, or both: a moment is told as the customer's clock shows it. */
    enum When implements Format {
        DATE("a date"),
        TIME("a time"),
        DATETIME("a date and time");

        private static final int LENGTH_OF_A_DATE = 10;

        private final String wanted;

        When(String wanted) {
            this.wanted = wanted;
        }

        @Override
        public String wanted() {
            return wanted + " (ISO 8601)";
        }

        @Override
        public @Nullable String write(JsonNode value, FactsReader facts) {
            Locality locality = facts.facts().locality();
            try {
                return Formats.spaced(formatter()
                        .withLocale(Formats.locale(locality))
                        .format(read(value.asText().strip(), locality)));
            } catch (DateTimeException e) {
                return null;
            }
        }

        private DateTimeFormatter formatter() {
            return switch (this) {
                case DATE -> DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
                case TIME -> DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
                case DATETIME -> DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT);
            };
        }

        private static TemporalAccessor read(String text, Locality locality) {
            if (text.length() == LENGTH_OF_A_DATE) {
                return LocalDate.parse(text);
            }
            TemporalAccessor read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime moment ? moment.atZoneSameInstant(locality.zone()) : read;
        }
    }

    /** A number. */
    record Amount() implements Format {
        @Override
        public String wanted() {
            return "a number";
        }

        @Override
        public @Nullable String write(JsonNode value, FactsReader facts) {
            BigDecimal number = Formats.number(value);
            if (number == null) {
                return null;
            }
            NumberFormat format =
                    NumberFormat.getNumberInstance(Formats.locale(facts.facts().locality()));
            format.setMaximumFractionDigits(Math.max(0, number.scale()));
            format.setMinimumFractionDigits(Math.max(0, number.scale()));
            return Formats.spaced(format.format(number));
        }
    }

    /**
     * An amount of money.
     *
     * @param currency ISO 4217; null where a value tells
     * @param path where the value with the currency stands; empty where there is none
     */
    record Money(@Nullable Currency currency, List<String> path) implements Format {
        private static final Pattern LETTER_BEFORE_DIGIT = Pattern.compile("(?<=\\p{L})(?=[0-9])");

        public Money {
            path = List.copyOf(path);
        }

        @Override
        public String wanted() {
            return "an amount with a currency (ISO 4217)";
        }

        @Override
        public @Nullable String write(JsonNode value, FactsReader facts) {
            BigDecimal number = Formats.number(value);
            Currency in = currency != null ? currency : told(facts);
            if (number == null || in == null) {
                return null;
            }
            NumberFormat format = NumberFormat.getCurrencyInstance(
                    Formats.locale(facts.facts().locality()));
            format.setCurrency(in);
            // An amount is never rounded: whoever has tenths of a cent sees them.
            int digits = Math.max(
                    Math.max(0, in.getDefaultFractionDigits()),
                    number.stripTrailingZeros().scale());
            format.setMinimumFractionDigits(digits);
            format.setMaximumFractionDigits(digits);
            // Where a currency has no sign of its own, its letters stand apart from the number.
            return Formats.spaced(
                    LETTER_BEFORE_DIGIT.matcher(format.format(number)).replaceAll(" "));
        }

        private @Nullable Currency told(FactsReader facts) {
            return facts.find(path) instanceof Lookup.Found found
                    ? Formats.currency(found.value().asText().strip())
                    : null;
        }
    }
}
