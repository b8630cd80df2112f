package io.casebook.gateway.models;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the models of an installation may cost a day, which begins in UTC.
 *
 * @param each for every tenant that has none of its own; null for no limit
 * @param tenants for single tenants
 */
public record Budgets(@Nullable Daily each, Map<String, Daily> tenants) {

    /** No limits. */
    public static final Budgets NONE = new Budgets(null, Map.of());

    public Budgets {
        tenants = Map.copyOf(tenants);
    }

    /**
     * A budget of a day.
     *
     * @param usdMicros millionths of a US dollar; 0 for no limit
     * @param tokens tokens sent and received; 0 for no limit
     */
    public record Daily(long usdMicros, long tokens) {
        private static final int MICROS_DIGITS = 6;

        static Daily of(@Nullable BigDecimal usd, long tokens) {
            return new Daily(usd == null ? 0 : usd.movePointRight(MICROS_DIGITS).longValue(), tokens);
        }
    }

    /** The budget of a tenant; null for none. */
    public @Nullable Daily of(String tenantId) {
        var own = tenants.get(tenantId);
        return own == null ? each : own;
    }

    /** True where nothing is limited. */
    public boolean none() {
        return each == null && tenants.isEmpty();
    }
}
