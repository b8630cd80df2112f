package io.casebook.platform.definition;

import static io.casebook.platform.definition.Spoilt.REFUND_FILE;
import static io.casebook.platform.definition.Spoilt.RETURNS_FILE;
import static io.casebook.platform.definition.Spoilt.spoilt;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One spoilt line of a procedure each, and what people are told about it. */
class ProcedureProblemsTest {

    static final List<Spoilt> PROCEDURES = List.of(
            spoilt(
                    REFUND_FILE,
                    "id: refund",
                    "id: knowledge",
                    "procedures/refund.md:2: error: knowledge is what a question"),
            spoilt(
                    REFUND_FILE,
                    "id: refund",
                    "id: returns",
                    "procedures/returns.md:2: error: a procedure returns is already in procedures/refund.md"),
            spoilt(
                    REFUND_FILE,
                    "when: The customer wants money back.\n",
                    "",
                    "procedures/refund.md:2: error: when is missing"),
            spoilt(
                    REFUND_FILE,
                    "  - I want a refund\n",
                    "  - \"I want to send the Tent back!\"\n",
                    "procedures/returns.md:3: error: the example \"I want to send the tent back\" also leads to refund (procedures/refund.md:5)"),
            spoilt(
                    REFUND_FILE,
                    "requires: identity.ok",
                    "requires: identity.ok &&",
                    "procedures/refund.md:7: error: not a condition:"),
            spoilt(
                    REFUND_FILE,
                    "requires: identity.ok",
                    "requires: verified",
                    "procedures/refund.md:7: error: nothing fills verified"),
            spoilt(
                    REFUND_FILE,
                    "hand_off: billing",
                    "hand_off: biling",
                    "procedures/refund.md:9: error: no hand-off target is called biling (did you mean billing?)"),
            spoilt(
                    REFUND_FILE,
                    "limit: 200/day",
                    "limit: 200/hour",
                    "procedures/refund.md:10: error: limit must be a number a day"),
            spoilt(
                    REFUND_FILE,
                    "limit: 200/day",
                    "limits: 200/day",
                    "procedures/refund.md:10: error: unknown key limits (did you mean limit?)"),
            spoilt(
                    REFUND_FILE,
                    "(\\\\d{4})",
                    "(\\\\d{4}",
                    "procedures/refund.md:12: error: pattern is not a regular expression"),
            spoilt(
                    REFUND_FILE,
                    "slot: order_id",
                    "slot: customer",
                    "procedures/refund.md:12: error: the slot customer is a reserved name"),
            spoilt(
                    REFUND_FILE,
                    "slot: sure",
                    "slot: order",
                    "procedures/refund.md:25: error: order is the name of a result and of a slot"),
            spoilt(
                    REFUND_FILE,
                    "tool: get_order\n",
                    "tool: get_orders\n",
                    "procedures/refund.md:14: error: no tool is called get_orders (did you mean get_order?)"),
            spoilt(
                    REFUND_FILE,
                    "tools: [get_order, refund_order]",
                    "tools: [get_order]",
                    "procedures/refund.md:31: error: the tool refund_order is not among the procedure's tools"),
            spoilt(
                    REFUND_FILE,
                    "with: {order_id: \"{order_id}\"}",
                    "with: {order: \"{order_id}\"}",
                    "procedures/refund.md:15: error: the tool get_order has no parameter order (did you mean order_id?)"),
            spoilt(
                    REFUND_FILE,
                    "with: {order_id: \"{order_id}\"}",
                    "with: {}",
                    "procedures/refund.md:15: error: the tool get_order needs order_id"),
            spoilt(
                    REFUND_FILE,
                    "with: {order_id: \"{order_id}\"}",
                    "with: {order_id: \"{order_id}\", customer_id: me}",
                    "procedures/refund.md:15: error: customer_id is bound to $customer.id and cannot be given"),
            spoilt(
                    REFUND_FILE,
                    "amount: \"{order.total}\"",
                    "amount: everything",
                    "procedures/refund.md:32: error: amount is everything, but the tool wants type number"),
            spoilt(
                    REFUND_FILE,
                    "amount: \"{order.total}\"",
                    "amount: \"{oder.total}\"",
                    "procedures/refund.md:32: error: nothing fills oder (did you mean order?)"),
            spoilt(
                    REFUND_FILE,
                    "target: tier1",
                    "target: tier3",
                    "procedures/refund.md:18: error: no hand-off target is called tier3"),
            spoilt(
                    REFUND_FILE,
                    "No order {order_id}.",
                    "No order {order id}.",
                    "procedures/refund.md:18: error: {order id} is not a placeholder"),
            spoilt(
                    REFUND_FILE,
                    "order.total > 100",
                    "ordr.total > 100",
                    "procedures/refund.md:20: error: nothing fills ordr (did you mean order?)"),
            spoilt(
                    REFUND_FILE,
                    "order.total > 100",
                    "order_id > 100",
                    "procedures/refund.md:20: error: text is compared with a number"),
            spoilt(
                    REFUND_FILE,
                    "{order.id}.\", de",
                    "{order.id.\", de",
                    "procedures/refund.md:24: error: a { is never closed"),
            spoilt(
                    REFUND_FILE,
                    "- confirm: {slot: sure, ",
                    "- confrim: {slot: sure, ",
                    "procedures/refund.md:25: error: no step is called confrim (did you mean confirm?)"),
            spoilt(
                    REFUND_FILE,
                    "        - finish: open\n",
                    "        - finish: maybe\n",
                    "procedures/refund.md:29: error: finish must be resolved or open, not \"maybe\""),
            spoilt(
                    REFUND_FILE,
                    "        - finish: open\n",
                    "        - jump: retruns\n",
                    "procedures/refund.md:29: error: no procedure is called retruns (did you mean returns?)"),
            spoilt(
                    REFUND_FILE,
                    "        - finish: open\n",
                    "        - finish: open\n        - handoff:\n",
                    "procedures/refund.md:30: error: no way leads to this step"),
            spoilt(
                    REFUND_FILE,
                    "  - finish: resolved\n",
                    "  - finish: resolved\n    say: bye\n",
                    "procedures/refund.md:34: error: a step has exactly one key"),
            spoilt(REFUND_FILE, "---\n", "", "procedures/refund.md:1: error: the file has no front matter"),
            spoilt(
                    RETURNS_FILE,
                    "Look the order up.\nThen explain how to send it back.\n",
                    "",
                    "procedures/returns.md:6: error: the procedure says nothing"));

    @ParameterizedTest
    @FieldSource("PROCEDURES")
    void a_mistake_is_named_with_file_and_line(Spoilt spoilt) {
        spoilt.assertRefused();
    }
}
