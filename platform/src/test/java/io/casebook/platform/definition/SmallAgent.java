package io.casebook.platform.definition;

import io.casebook.conversation.definition.AgentDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small agent without a flaw, to be spoilt by the tests one line at a time. */
record SmallAgent(Map<String, String> files) {

    private static final String AGENT = """
            id: shop
            languages: [en, de]
            instructions: You help.
            tools: [get_order]
            models: {reason: [big], judge: off}
            channels: {web: {debounce: 100ms, holding_after: 10s}}
            triage: {clarify_below: 0.5, forbidden_topics: [tax]}
            limits: {steps: 5, usd_per_conversation: 0.25, tokens_per_turn: off}
            confidence: off
            checks: [grounded, language]
            reply: {max_characters: 600, avoid: [no worries, "as an AI"]}
            approval: {replies: {when: "channel == 'email'"}}
            hand_off: {default: tier1, targets: {tier1: First line, billing: {name: Billing, languages: [de], hours: {mon-fri: [9:00-12:00, 13:00-24:00], sat: 9:00-12:00, closed: [2026-12-25]}}}}
            memory: {verbatim_turns: 2}
            lifecycle: {abandon_after: 2h, nudge_after: 30m}
            knowledge: {passages: 3}
            specialists: {returns: {when: about returns, instructions: Look closely., tools: [get_order]}}
            time_zone: Europe/Vienna
            customer: {locale: $resources.crm.locale, time_zone: off, consent: required, opt_out: off}
            """;

    private static final String TOOLS = """
            tools:
              get_order:
                description: Look up an order.
                effect: read
                parameters: {type: object, required: [order_id], properties: {order_id: {type: string}}}
                http: {method: GET, url: "${env:SHOP_URL}/orders/{order_id}?customer={customer_id}"}
                bind: {customer_id: $customer.id}
                cache: 30s
              refund_order:
                description: Refund an order.
                effect: write
                parameters:
                  type: object
                  required: [order_id, amount, customer_id]
                  properties:
                    order_id: {type: string}
                    amount: {type: number}
                    customer_id: {type: string}
                http: {method: POST, url: "${env:SHOP_URL}/orders/{order_id}/refunds", json: {amount: "{amount}"}}
                bind: {customer_id: $customer.id}
                approve: "args.amount > 100.0"
                requires: identity.ok
                idempotency_header: Idempotency-Key
                redact: [/card/number]
                check: get_order
                limit: 10/minute
                critical: on
                timeout: 2s
                claims: {en: ["have refunded", is refunded], de: erstattet}
                returns: {type: object, required: [id]}
            """;

    private static final String REFUND = """
            ---
            id: refund
            when: The customer wants money back.
            examples:
              - I want a refund
              - give me my money back for order 1001 please
            requires: identity.ok
            tools: [get_order, refund_order]
            hand_off: billing
            limit: 200/day
            steps:
              - ask: {slot: order_id, text: {en: "Which order?", de: "Welche?"}, pattern: "(\\\\d{4})"}
              - call:
                  tool: get_order
                  with: {order_id: "{order_id}"}
                  as: order
                  on_error:
                    - handoff: {target: tier1, note: "No order {order_id}."}
              - if:
                  when: "order.total > 100"
                  then:
                    - agent: {instructions: "Explain the rules.", tools: [get_order]}
                  else:
                    - say: {en: "Order {order.id}.", de: "Bestellung {order.id}."}
              - confirm: {slot: sure, text: {en: "Sure?", de: "Sicher?"}}
              - if:
                  when: "sure == 'no'"
                  then:
                    - finish: open
              - call:
                  tool: refund_order
                  with: {order_id: "{order_id}", amount: "{order.total}"}
                  as: done
              - finish: resolved
            ---
            """;

    private static final String RETURNS = """
            ---
            when: The customer wants to send something back.
            examples: ["I want to send the tent back"]
            tools: [get_order]
            ---
            Look the order up.
            Then explain how to send it back.
            """;

    static final String REFUND_FILE = "procedures/refund.md";
    static final String RETURNS_FILE = "procedures/returns.md";

    static SmallAgent whole() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("agent.yaml", AGENT);
        files.put("tools.yaml", TOOLS);
        files.put(REFUND_FILE, REFUND);
        files.put(RETURNS_FILE, RETURNS);
        files.put("prompts/reason/default.md", "Be brief.");
        files.put("scenarios/one.yaml", "id: one\nturns: []\n");
        return new SmallAgent(files);
    }

    /** The same with a file of another content. */
    SmallAgent with(String file, String text) {
        Map<String, String> changed = new LinkedHashMap<>(files);
        changed.put(file, text);
        return new SmallAgent(changed);
    }

    SmallAgent without(String file) {
        Map<String, String> changed = new LinkedHashMap<>(files);
        changed.remove(file);
        return new SmallAgent(changed);
    }

    /** The same with a piece of a file replaced; the piece must be there. */
    SmallAgent replacing(String file, String piece, String other) {
        String text = files.getOrDefault(file, "");
        if (!text.contains(piece)) {
            throw new IllegalArgumentException(file + " does not contain: " + piece);
        }
        return with(file, text.replace(piece, other));
    }

    DefinitionFiles definitionFiles() {
        return new DefinitionFiles(files);
    }

    Compilation compile() {
        return DefinitionCompiler.compile(definitionFiles());
    }

    List<Problem> problems() {
        return compile().problems();
    }

    CompiledDefinition compiled() {
        return switch (compile()) {
            case Compilation.Compiled compiled -> compiled.result();
            case Compilation.Refused refused -> throw new AssertionError("refused: " + refused.problems());
        };
    }

    AgentDefinition definition() {
        return compiled().definition();
    }
}
