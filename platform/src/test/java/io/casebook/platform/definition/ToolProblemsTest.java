package io.casebook.platform.definition;

import static io.casebook.platform.definition.Spoilt.TOOLS;
import static io.casebook.platform.definition.Spoilt.spoilt;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** One spoilt line of tools.yaml each, and what people are told about it. */
class ToolProblemsTest {

    static final List<Spoilt> TOOL_FILES = List.of(
            spoilt(TOOLS, "    description: Look up an order.\n", "", "tools.yaml:3: error: description is missing"),
            spoilt(
                    TOOLS,
                    "effect: write",
                    "effect: writes",
                    "tools.yaml:11: error: effect must be read or write, not writes"),
            spoilt(
                    TOOLS,
                    "amount: {type: number}",
                    "amount: {type: nubmer}",
                    "tools.yaml:17: error: no type is called nubmer (did you mean number?)"),
            spoilt(
                    TOOLS,
                    "amount: {type: number}",
                    "amount: {type: number}\n        net.amount: {type: number}",
                    "tools.yaml:12: error: the parameter net.amount has a point in its name ({a.b} is b of the parameter a)"),
            spoilt(
                    TOOLS,
                    "required: [order_id]",
                    "required: [order]",
                    "tools.yaml:5: error: required names \"order\", which is no parameter"),
            spoilt(
                    TOOLS,
                    "parameters: {type: object, ",
                    "parameters: {type: string, ",
                    "tools.yaml:5: error: parameters must be a JSON Schema of type object"),
            spoilt(
                    TOOLS,
                    "{en: [\"have refunded\", is refunded], de: erstattet}",
                    "{english!: [have refunded]}",
                    "tools.yaml:29: error: not a language: english!"),
            spoilt(
                    TOOLS,
                    "{en: [\"have refunded\", is refunded], de: erstattet}",
                    "[]",
                    "tools.yaml:29: error: claims has no phrase"),
            spoilt(
                    TOOLS,
                    "{en: [\"have refunded\", is refunded], de: erstattet}",
                    "[have refunded, \"--\"]",
                    "tools.yaml:29: error: not a phrase of at most 100 characters: --"),
            spoilt(
                    TOOLS,
                    "  get_order:",
                    "  make_plan:",
                    "tools.yaml:2: error: the platform itself has a tool make_plan"),
            spoilt(
                    TOOLS,
                    "  get_order:",
                    "  ask_returns:",
                    "agent.yaml:17: error: the specialist returns is asked by a tool ask_returns, which tools.yaml declares"),
            spoilt(TOOLS, "method: GET", "method: FETCH", "tools.yaml:6: error: no HTTP method is called \"FETCH\""),
            spoilt(
                    TOOLS,
                    "limit: 10/minute",
                    "limit: {per_customer: {sum: {field: order_id, at_most: 500}}}",
                    "tools.yaml:26: error: only a parameter that is a number can be added up, and that is required: order_id"),
            spoilt(
                    TOOLS,
                    "limit: 10/minute",
                    "limit: {per_customer: {sum: {field: amount}}}",
                    "tools.yaml:26: error: at_most must be a number above zero"),
            spoilt(
                    TOOLS,
                    "limit: 10/minute",
                    "limit: {per_customer: {}}",
                    "tools.yaml:26: error: per_customer limits nothing"),
            spoilt(
                    TOOLS,
                    "limit: 10/minute",
                    "limit: {per_customer: {count: often}}",
                    "tools.yaml:26: error: count must be a rate, not often"),
            spoilt(
                    TOOLS,
                    "redact: [/card/number]",
                    "redact: {patterns: [cards]}",
                    "tools.yaml:24: error: nothing is redacted that is called cards (did you mean card?)"),
            spoilt(
                    TOOLS,
                    "redact: [/card/number]",
                    "redact: {fields: [card]}",
                    "tools.yaml:24: error: not a JSON pointer: card"),
            spoilt(
                    TOOLS,
                    "critical: on",
                    "receives: [secret]",
                    "tools.yaml:27: error: no tool is given secrets that stood in a text"),
            spoilt(TOOLS, "critical: on", "receives: [cards]", "tools.yaml:27: error: a tool cannot receive cards"),
            spoilt(
                    TOOLS,
                    "critical: on",
                    "not_with: [get_order]",
                    "tools.yaml:9: error: the tool refund_order must not act with get_order, which only reads"),
            spoilt(
                    TOOLS,
                    "critical: on",
                    "not_with: [cancel_order]",
                    "tools.yaml:9: error: the tool refund_order must not act with cancel_order, which is no tool"),
            spoilt(
                    TOOLS,
                    "check: get_order",
                    "check: {tool: get_order, not_done_when: \"check.found == false\"}",
                    "tools.yaml:25: error: not_done_when stands alone"),
            spoilt(
                    TOOLS,
                    "check: get_order",
                    "check: {tool: get_order, done_when: \"result.done\"}",
                    "tools.yaml:25: error: nothing fills result"),
            spoilt(
                    TOOLS,
                    "/orders/{order_id}?",
                    "/orders/{order}?",
                    "tools.yaml:6: error: nothing fills {order}: it is no parameter"),
            spoilt(
                    TOOLS,
                    "\"${env:SHOP_URL}/orders/{order_id}?customer={customer_id}\"",
                    "\"http://{order_id}.shop/x\"",
                    "tools.yaml:6: error: a parameter would choose the host"),
            spoilt(
                    TOOLS,
                    "${env:SHOP_URL}/orders/{order_id}/refunds",
                    "${SHOP_URL}/refunds",
                    "tools.yaml:19: error: the url must begin with http://, https:// or ${env:NAME}"),
            spoilt(
                    TOOLS,
                    "{amount: \"{amount}\"}",
                    "{amount: \"${secrets:x}\"}",
                    "tools.yaml:19: error: ${secrets:x} cannot be resolved"),
            spoilt(
                    TOOLS,
                    "    http: {method: GET, url: \"${env:SHOP_URL}/orders/{order_id}?customer={customer_id}\"}\n",
                    "",
                    "tools.yaml:2: error: the tool get_order says nowhere how it is called"),
            spoilt(
                    TOOLS,
                    "    bind: {customer_id: $customer.id}\n    approve",
                    "    approve",
                    "tools.yaml:9: error: the tool refund_order lets the model choose customer_id"),
            spoilt(
                    TOOLS,
                    "    bind: {customer_id: $customer.id}\n    approve",
                    "    bind: {customer_id: $me.id}\n    approve",
                    "tools.yaml:20: error: customer_id is bound to \"$me.id\", which the platform cannot fill"),
            spoilt(
                    TOOLS,
                    "    bind: {customer_id: $customer.id}\n    cache",
                    "    cache",
                    "tools.yaml:6: error: nothing fills {customer_id}"),
            spoilt(
                    TOOLS,
                    "args.amount > 100.0",
                    "args.amont > 100.0",
                    "tools.yaml:21: error: no parameter of the tool is called amont (did you mean amount?)"),
            spoilt(TOOLS, "args.amount > 100.0", "args.amount + 'x", "tools.yaml:21: error: not a condition:"),
            spoilt(
                    TOOLS,
                    "args.amount > 100.0",
                    "channel",
                    "tools.yaml:21: error: a condition is true or false, but this is of type string"),
            spoilt(
                    TOOLS,
                    "requires: identity.ok",
                    "requires: customer.verified",
                    "tools.yaml:22: error: customer has nothing but id"),
            spoilt(TOOLS, "Idempotency-Key", "Idempotency Key", "tools.yaml:23: error: not the name of an HTTP header"),
            spoilt(TOOLS, "[/card/number]", "[card.number]", "tools.yaml:24: error: not a JSON pointer: card.number"),
            spoilt(
                    TOOLS,
                    "check: get_order",
                    "check: refund_order",
                    "tools.yaml:9: error: the tool refund_order is checked by refund_order, which writes"),
            spoilt(
                    TOOLS,
                    "check: get_order",
                    "check: look",
                    "tools.yaml:9: error: the tool refund_order is checked by look, which is no tool"),
            spoilt(TOOLS, "limit: 10/minute", "limit: 10", "tools.yaml:26: error: limit must be a rate, not 10"),
            spoilt(
                    TOOLS,
                    "timeout: 2s",
                    "timeout: 2s\n    cache: 5s",
                    "tools.yaml:29: error: a tool that writes has no cache"),
            spoilt(
                    TOOLS,
                    "critical: on",
                    "critical: maybe",
                    "tools.yaml:27: error: critical must be on or off, not \"maybe\""),
            spoilt(TOOLS, "method: POST", "method: GET", "tools.yaml:19: error: GET may be repeated on its way"),
            spoilt(
                    TOOLS,
                    "method: POST",
                    "methods: POST",
                    "tools.yaml:19: error: unknown key methods (did you mean method?)"),
            spoilt(TOOLS, "/refunds\"", "/refunds#x\"", "tools.yaml:19: error: the url has a #, which is never sent"),
            spoilt(
                    TOOLS,
                    "{amount: \"{amount}\"}",
                    "{amount: \"{amont.x}\"}",
                    "tools.yaml:19: error: nothing fills {amont}"),
            spoilt(
                    TOOLS,
                    "amount: {type: number}",
                    "amount: {type: string, pattern: \"[0-9\"}",
                    "tools.yaml:17: error: pattern is not a regular expression"),
            spoilt(
                    TOOLS,
                    "required: [id]}",
                    "required: [id]" + server("get_order: {effect: read}", "mcp"),
                    "tools.yaml:34: error: a tool get_order is already declared on line 2"),
            spoilt(
                    TOOLS,
                    "required: [id]}",
                    "required: [id]" + server("find: {effect: read}", "mpc"),
                    "tools.yaml:33: error: unknown key mpc (did you mean mcp?)"),
            spoilt(
                    TOOLS,
                    "required: [id]}",
                    "required: [id]" + server("find: {effect: write}", "mcp"),
                    "tools.yaml:34: error: the tool find writes and is bound to nobody"),
            spoilt(
                    TOOLS,
                    "    cache: 30s\n",
                    "    prefetch: on\n",
                    "tools.yaml:8: error: a tool is called to begin with without order_id, which it needs"),
            spoilt(
                    TOOLS,
                    "    critical: on\n",
                    "    critical: on\n    prefetch: on\n",
                    "tools.yaml:28: error: a tool that writes is not called to begin with"),
            spoilt(
                    TOOLS,
                    "    critical: on\n",
                    "    critical: on\n    invalidates: [get_oder]\n",
                    "tools.yaml:9: error: the tool refund_order invalidates get_oder, which is no tool (did you mean get_order?)"),
            spoilt(
                    TOOLS,
                    "    critical: on\n",
                    "    critical: on\n    pick: [status]\n",
                    "tools.yaml:28: error: not a JSON pointer: status"),
            spoilt(
                    TOOLS,
                    "    critical: on\n",
                    "    critical: on\n    max_items: 0\n",
                    "tools.yaml:28: error: max_items must be a whole number of at least 1"),
            spoilt(
                    TOOLS,
                    "    critical: on\n",
                    "    critical: on\n    answers_later: 0s\n",
                    "tools.yaml:28: error: answers_later must be longer than zero"));

    private static String server(String tool, String kind) {
        return "}\nservers:\n  crm:\n    " + kind + ": {url: \"http://localhost:9000/mcp\"}\n    tools: {" + tool + "}";
    }

    @ParameterizedTest
    @FieldSource("TOOL_FILES")
    void a_mistake_is_named_with_file_and_line(Spoilt spoilt) {
        spoilt.assertRefused();
    }
}
