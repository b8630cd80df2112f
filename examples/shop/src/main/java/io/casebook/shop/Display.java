package io.casebook.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the shop writes dates and money for people. Every answer carries these texts beside the raw values, so that a reply can quote them as they are. */
final class Display {
    static final String CURRENCY = "EUR";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private Display() {}

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    static String money(BigDecimal amount) {
        return CURRENCY + " " + amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
