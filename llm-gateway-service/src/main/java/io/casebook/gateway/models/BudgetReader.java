package io.casebook.gateway.models;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code budgets}: what models may cost a day, for every tenant and for single ones. */
final class BudgetReader {
    private BudgetReader() {}

    static Budgets read(@Nullable YamlBlock budgets) {
        if (budgets == null) {
            return Budgets.NONE;
        }
        var tenants = new LinkedHashMap<String, Budgets.Daily>();
        var named = budgets.block("tenants");
        if (named != null) {
            for (var tenant : named.keys()) {
                var block = named.block(tenant);
                if (block != null) {
                    tenants.put(tenant, daily(block));
                    block.done();
                }
            }
        }
        var each = daily(budgets);
        budgets.done();
        return new Budgets(each.usdMicros() == 0 && each.tokens() == 0 ? null : each, tenants);
    }

    private static Budgets.Daily daily(YamlBlock block) {
        return Budgets.Daily.of(block.decimal("usd_per_day"), block.whole("tokens_per_day", 1, 0));
    }
}
