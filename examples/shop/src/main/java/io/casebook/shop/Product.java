package io.casebook.shop;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A product of the catalogue.
 *
 * @param restockOn the day more are expected, null where none are on the way
 */
record Product(
        String sku,
        String name,
        String category,
        BigDecimal price,
        int stock,
        @Nullable LocalDate restockOn) {}
