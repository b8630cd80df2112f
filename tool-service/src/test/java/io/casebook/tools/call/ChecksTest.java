package io.casebook.tools.call;

import static io.casebook.tools.Sample.request;
import static io.casebook.tools.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.casebook.conversation.definition.Tool;
import io.casebook.conversation.definition.ToolBuilder;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.json.Json;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.ToolCallRequest;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {

    private static ToolBuilder refund() {
        return Tool.writing("refund_order").parameters(Sample.REFUND).bind(Map.of("customer_id", "$customer.id"));
    }

    private static ToolCallRequest asking(String arguments) {
        return request("refund_order", ToolEffect.WRITE, arguments);
    }

    private static String checked(Tool tool, ToolCallRequest request) {
        return Json.text(Checks.check(
                        tool,
                        Schema.ofParameters(tool.name(), tool.parametersJson()),
                        request,
                        Origin.CONVERSATION,
                        Sample.VAULT)
                .arguments());
    }

    private static Denied denied(Tool tool, ToolCallRequest request) {
        var denied = catchThrowableOfType(Denied.class, () -> checked(tool, request));
        assertThat(denied).as("the call is denied").isNotNull();
        return denied;
    }

    @Nested
    class a_call {
        @Test
        void runs_with_its_arguments_and_what_the_platform_fills_in() {
            assertThat(checked(refund().build(), asking("{\"order_id\":\"1001\",\"amount\":44.10}")))
                    .isEqualTo("{\"order_id\":\"1001\",\"amount\":44.10,\"customer_id\":\"customer-1\"}");
        }

        @Test
        void that_writes_cannot_be_asked_for_as_one_that_reads() {
            var asReading = asking("{\"order_id\":\"1001\",\"amount\":1}").withEffect(ToolEffect.READ);

            assertThat(denied(refund().build(), asReading).reason()).isEqualTo(Denied.EFFECT_MISMATCH);
        }

        @Test
        void without_any_arguments_is_one_with_an_empty_object() {
            var tool = Tool.reading("list_orders").build();

            assertThat(checked(tool, request("list_orders", ToolEffect.READ, " ")))
                    .isEqualTo("{}");
        }
    }

    @Nested
    class a_bound_parameter {
        @ParameterizedTest
        @ValueSource(strings = {"\"customer-2\"", "\"customer-1\"", "null", "{}"})
        void is_not_the_callers_to_choose_whatever_the_value(String value) {
            var denied = denied(
                    refund().build(), asking("{\"order_id\":\"1001\",\"amount\":1,\"customer_id\":" + value + "}"));

            assertThat(denied.reason()).isEqualTo("bound_parameter");
            assertThat(denied.outcome().detail())
                    .isEqualTo("customer_id of refund_order is filled in by the platform; call the tool without it");
        }

        @Test
        void cannot_be_smuggled_in_by_naming_it_twice() {
            var denied = denied(
                    refund().parameters(Sample.ANYTHING).build(),
                    asking("{\"a\":{\"customer_id\":\"x\",\"customer_id\":\"y\"}}"));

            assertThat(denied.reason()).isEqualTo(Denied.INVALID_ARGUMENTS);
        }

        @Test
        void without_a_verified_customer_is_missing() {
            var anonymous = asking("{\"order_id\":\"1001\",\"amount\":1}").withCustomerId("");

            var denied = denied(refund().build(), anonymous);

            assertThat(denied.reason()).isEqualTo("binding_missing");
            assertThat(denied.outcome().detail()).contains("customer_id", "no verified customer");
        }

        @Test
        void may_be_the_conversation_or_a_value_of_a_resource() {
            var tool = Tool.reading("t")
                    .bind(Map.of(
                            "c",
                            "$conversation.id",
                            "m",
                            "$resources.identity.emails.0.address",
                            "all",
                            "$resources.plan"))
                    .build();
            var request = with(
                    with(request("t", ToolEffect.READ, "{}"), "identity", "{\"emails\":[{\"address\":\"a@b.c\"}]}"),
                    "plan",
                    "{\"name\":\"gold\"}");

            assertThat(Json.parse(checked(tool, request)))
                    .isEqualTo(Json.parse("{\"c\":\"conversation-1\",\"m\":\"a@b.c\",\"all\":{\"name\":\"gold\"}}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"email\":null}", "not json", "[1]"})
        void whose_resource_lacks_the_value_is_missing(String resource) {
            var tool = Tool.reading("t")
                    .bind(Map.of("m", "$resources.identity.email"))
                    .build();

            var denied = denied(tool, with(request("t", ToolEffect.READ, "{}"), "identity", resource));

            assertThat(denied.reason()).isEqualTo("binding_missing");
            assertThat(denied.outcome().detail()).contains("m cannot be filled from $resources.identity.email");
        }

        @Test
        void whose_resource_is_sealed_is_missing() {
            var tool = Tool.reading("t")
                    .bind(Map.of("m", "$resources.identity.email"))
                    .build();
            var sealed = request("t", ToolEffect.READ, "{}")
                    .withResources(Map.of("identity", Personal.text("x").withPlain(null)));

            assertThat(denied(tool, sealed).reason()).isEqualTo("binding_missing");
        }
    }

    @Nested
    class arguments {
        @ParameterizedTest
        @ValueSource(
                strings = {"[]", "1", "null", "{", "{\"a\":1}{\"b\":2}", "{'a':1}", "{\"a\":NaN}", "{\"a\":1e999999999}"
                })
        void that_are_not_one_sane_json_object_are_refused(String text) {
            var tool = Tool.reading("t").parameters(Sample.ANYTHING).build();

            var denied = denied(tool, request("t", ToolEffect.READ, text));

            assertThat(denied.reason()).isEqualTo("invalid_arguments");
            assertThat(denied.outcome().detail()).contains("not one JSON object");
        }

        @Test
        void longer_than_64_KiB_are_refused_unread() {
            var tool = Tool.reading("t").parameters(Sample.ANYTHING).build();

            var denied = denied(tool, request("t", ToolEffect.READ, "{\"a\":\"" + "ä".repeat(40_000) + "\"}"));

            assertThat(denied.outcome().detail()).contains("longer than 65536 bytes");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"order_id\":\"10x1\",\"amount\":1} | /order_id: does not match the regex pattern ^[0-9]{4}$",
                    "{\"order_id\":\"1001\",\"amount\":\"12\"} | /amount: string found, number expected",
                    "{\"order_id\":\"1001\",\"amount\":0} | /amount: must have an exclusive minimum value of 0",
                    "{\"order_id\":\"1001\"} | required property 'amount' not found",
                    "{\"order_id\":\"1001\",\"amount\":1,\"reason\":\"x\"} | property 'reason' is not defined",
                })
        void that_do_not_fit_are_refused_with_what_to_change(String text, String advice) {
            var denied = denied(refund().build(), asking(text));

            assertThat(denied.reason()).isEqualTo("invalid_arguments");
            assertThat(denied.outcome().detail())
                    .startsWith("wrong arguments for refund_order: ")
                    .contains(advice)
                    .endsWith("It takes: order_id (string, required), amount (number, required), note (string)");
        }

        @Test
        void are_never_quoted_in_the_refusal() {
            var denied = denied(
                    refund().build(),
                    asking("{\"order_id\":\"my secret\",\"amount\":\"private\",\"note\":\"confidential words here\"}"));

            assertThat(denied.outcome().detail()).doesNotContain("my secret", "private", "confidential");
        }
    }

    @Nested
    class an_approval {
        private final Tool tool =
                refund().approve(Sample.condition("args.amount > 100.0")).build();

        @Test
        void that_is_missing_denies_the_call() {
            var denied = denied(tool, asking("{\"order_id\":\"1001\",\"amount\":150}"));

            assertThat(denied.reason()).isEqualTo("approval_missing");
            assertThat(denied.outcome().detail()).contains("args.amount > 100.0");
        }

        @Test
        void that_was_given_lets_the_call_run() {
            var approved = asking("{\"order_id\":\"1001\",\"amount\":150}").withApprovedBy("kim");

            assertThat(checked(tool, approved)).contains("150");
        }

        @Test
        void is_not_needed_where_the_condition_certainly_does_not_hold() {
            assertThat(checked(tool, asking("{\"order_id\":\"1001\",\"amount\":50}")))
                    .contains("50");
        }

        @ParameterizedTest
        @ValueSource(strings = {"args.note == 'x'", "args.channel == 'web'", "args.slots.results == 1"})
        void is_needed_where_the_condition_cannot_be_decided(String source) {
            var unclear = refund().approve(Sample.condition(source)).build();

            assertThat(denied(unclear, asking("{\"order_id\":\"1001\",\"amount\":1}"))
                            .outcome()
                            .detail())
                    .contains("that cannot be told here: nothing has a value at one of args.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "slots.x == '1'",
                    "results.order.total > 5",
                    "channel == 'web'",
                    "resources.vip.level > 1",
                    "resources['vip'].level > 1",
                    "identity.level > 1"
                })
        void is_the_orchestrators_to_judge_where_the_request_lacks_what_the_condition_reads(String source) {
            var unknowable = refund().approve(Sample.condition(source)).build();

            assertThat(checked(unknowable, asking("{\"order_id\":\"1001\",\"amount\":1}")))
                    .contains("1001");
        }
    }

    @Nested
    class a_requirement {
        private final Tool tool =
                refund().requires(Sample.condition("identity.ok")).build();

        @Test
        void that_does_not_hold_denies_the_call() {
            var stranger = with(asking("{\"order_id\":\"1001\",\"amount\":1}"), "identity", "{\"ok\":false}");

            assertThat(denied(tool, stranger).reason()).isEqualTo("requirement_not_met");
        }

        @Test
        void that_holds_lets_the_call_run() {
            var known = with(asking("{\"order_id\":\"1001\",\"amount\":1}"), "identity", "{\"ok\":true}");

            assertThat(checked(tool, known)).contains("1001");
        }
    }

    @Nested
    class a_name_with_a_point {
        @Test
        void is_refused_because_a_point_leads_into_a_value() {
            var open = Tool.writing("pay").parameters(Sample.ANYTHING).build();

            var denied = denied(open, asking("{\"payment\":{\"amount\":1},\"payment.amount\":5000}"));

            assertThat(denied.reason()).isEqualTo(Denied.INVALID_ARGUMENTS);
            assertThat(denied.outcome().detail())
                    .contains("has a point in its name")
                    .doesNotContain("5000");
        }

        @Test
        void does_not_reach_a_bound_parameter_of_a_tool_that_takes_nothing_else() {
            var tool = Tool.reading("get_customer")
                    .parameters("{\"type\":\"object\"}")
                    .bind(Map.of("customer", "$resources.customer"))
                    .build();
            var asking = with(request("get_customer", ToolEffect.READ, "{}"), "customer", "{\"id\":\"c-1\"}");
            var other = with(
                    request("get_customer", ToolEffect.READ, "{\"customer.id\":\"c-2\"}"),
                    "customer",
                    "{\"id\":\"c-1\"}");

            assertThat(checked(tool, asking)).isEqualTo("{\"customer\":{\"id\":\"c-1\"}}");
            assertThat(denied(tool, other).reason()).isEqualTo(Denied.INVALID_ARGUMENTS);
        }

        @Test
        void is_passed_on_where_a_parameter_is_called_that() {
            var paged = Tool.reading("list")
                    .parameters("{\"type\":\"object\",\"properties\":{\"page.size\":{\"type\":\"integer\"}}}")
                    .build();

            assertThat(checked(paged, request("list", ToolEffect.READ, "{\"page.size\":10}")))
                    .isEqualTo("{\"page.size\":10}");
        }
    }
}
