package io.casebook.platform.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.CustomerLimit;
import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.RateLimit;
import io.casebook.conversation.definition.Sensitive;
import io.casebook.conversation.definition.Tool;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What limits a tool, as tools.yaml says it. */
class ToolGuardsTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static Tool tool(String keys) {
        var yaml = """
                tools:
                  get_refund:
                    description: Look up a refund.
                    effect: read
                    parameters: {type: object, properties: {order_id: {type: string}}}
                    http: {method: GET, url: "http://shop/refunds/{order_id}"}
                  cancel_order:
                    description: Cancel an order.
                    effect: write
                    bind: off
                    parameters: {type: object, properties: {order_id: {type: string}}}
                    http: {method: POST, url: "http://shop/cancel", json: {order_id: "{order_id}"}}
                  refund_order:
                    description: Refund an order.
                    effect: write
                    bind: off
                    parameters: {type: object, required: [amount], properties: {amount: {type: number}, order_id: {type: string}}}
                    http: {method: POST, url: "http://shop/refunds", json: {amount: "{amount}"}}
                """ + keys.indent(4);
        var problems = new Problems();
        var tools = ToolsFile.read(Map.of(DefinitionFiles.TOOLS, yaml), problems);
        assertThat(problems.all()).isEmpty();
        return Objects.requireNonNull(tools.get("refund_order")).tool();
    }

    @Test
    void limits_count_for_everybody_and_for_each_customer() {
        var tool = tool(
                "limit: {count: 200/day, per_customer: {count: 3/day, sum: {field: amount, at_most: 500, per: day}}}");
        assertThat(tool.limit()).isEqualTo(new RateLimit(200, DAY));
        assertThat(tool.customerLimit())
                .isEqualTo(new CustomerLimit(new RateLimit(3, DAY), new CustomerLimit.Sum("amount", "500", DAY)));
    }

    @Test
    void what_is_redacted_is_named_by_place_and_by_kind() {
        var tool = tool("redact: {fields: [/card/number], patterns: [card, phone]}\nreceives: [card, /card/number]");
        assertThat(tool.redact()).containsExactly("/card/number");
        assertThat(tool.redactKinds()).containsExactlyInAnyOrder(Sensitive.CARD, Sensitive.PHONE);
        assertThat(tool.receives()).containsExactlyInAnyOrder("card", "/card/number");
        assertThat(tool("redact: [/card/number]").redactKinds()).isEqualTo(Sensitive.BY_DEFAULT);
        assertThat(tool("redact: {patterns: off}").redactKinds()).isEmpty();
    }

    @Test
    void a_check_is_a_name_or_a_name_with_conditions_on_its_answer() {
        assertThat(Objects.requireNonNull(tool("check: get_refund").check()).after())
                .isEqualTo(Tool.DEFAULT_TIMEOUT);
        var check = Objects.requireNonNull(tool("""
                check: {tool: get_refund, done_when: "check.amount == args.amount", not_done_when: "check.found == false", after: 20s}
                """).check());
        assertThat(check.after()).isEqualTo(Duration.ofSeconds(20));
        var facts = Facts.of("c", "v", "", "").withArgs("{\"amount\":5}");
        var done = Objects.requireNonNull(check.doneWhen());
        assertThat(done.test(facts.withResult("check", "{\"amount\":5}")).holds())
                .isTrue();
        assertThat(done.test(facts.withResult("check", "{\"found\":false}")).holds())
                .isFalse();
        assertThat(Objects.requireNonNull(check.notDoneWhen())
                        .test(facts.withResult("check", "{\"found\":false}"))
                        .holds())
                .isTrue();
    }

    @Test
    void other_tools_are_excluded_by_name() {
        assertThat(tool("not_with: [cancel_order]").notWith()).containsExactly("cancel_order");
    }

    @Test
    void a_key_may_be_sent_in_the_body_and_an_answer_may_be_given_for_sandboxes() {
        var tool = tool("idempotency_field: request_id\nsandbox: {id: r-1, amount: \"{amount}\"}");
        assertThat(tool.repeatable()).isTrue();
        assertThat(tool.sandboxAnswer()).isEqualTo(Map.of("id", "r-1", "amount", "{amount}"));
    }
}
