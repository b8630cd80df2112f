package io.casebook.tools.ledger;

import io.casebook.conversation.definition.CustomerLimit;
import io.casebook.conversation.definition.Tool;
import io.casebook.tools.call.Denied;
import io.casebook.tools.run.Call;
import io.casebook.vocabulary.tool.CountedUse;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How a call counts against the limits of its tool. */
final class Counting {
    private Counting() {}

    /** What counts; null where the tool has no limit. */
    static @Nullable CountedUse of(Call call) {
        var tool = call.tool().tool();
        return tool.limited()
                ? new CountedUse(call.caller().agentId(), call.caller().customerId(), amount(tool, call))
                : null;
    }

    /**
     * Refuses a call that cannot be counted.
     *
     * @throws Denied where a limit for each customer meets a call for nobody, or an amount that is none
     */
    static void require(Call call) {
        var tool = call.tool().tool();
        if (tool.customerLimit() != null && call.caller().customerId().isBlank()) {
            throw new Denied(
                    Denied.BINDING_MISSING,
                    "%s has a limit for each customer, and the conversation has no verified customer"
                            .formatted(tool.name()));
        }
        var _ = amount(tool, call);
    }

    private static @Nullable String amount(Tool tool, Call call) {
        var limit = tool.customerLimit();
        CustomerLimit.Sum sum = limit == null ? null : limit.sum();
        if (sum == null) {
            return null;
        }
        var value = call.arguments().get(sum.parameter());
        if (value == null || !value.isNumber()) {
            throw new Denied(
                    Denied.INVALID_ARGUMENTS,
                    "%s must be a number: the limit of %s adds it up".formatted(sum.parameter(), tool.name()));
        }
        // What is below zero must not make room for more.
        return value.decimalValue().max(BigDecimal.ZERO).toPlainString();
    }
}
