package io.casebook.platform.definition.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.Facts;
import io.casebook.conversation.definition.Rendered;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the platform fills into bound parameters, as people see it before they approve. */
class BoundArgumentsTest {
    private final BoundArguments bound = new BoundArguments(Map.of(
            "customer_id", "$customer.id", "case", "$conversation.id", "iban", "$resources.account.ibans.0.value"));
    private final Facts facts = Facts.of("c-1", "v-1", "web", "en");

    @Test
    void values_keep_their_types_and_stand_in_the_order_of_their_names() {
        assertThat(bound.render(facts.withResource("account", "{\"ibans\":[{\"value\":17}]}")))
                .isEqualTo(new Rendered.Complete("{\"case\":\"v-1\",\"customer_id\":\"c-1\",\"iban\":17}"));
    }

    @Test
    void a_missing_value_is_null_and_hides_no_other() {
        assertThat(bound.render(facts))
                .isEqualTo(new Rendered.Complete("{\"case\":\"v-1\",\"customer_id\":\"c-1\",\"iban\":null}"));
        assertThat(bound.render(facts.withResource("account", "{}")))
                .isEqualTo(bound.render(facts.withResource("account", "{\"ibans\":\"none\"}")));
    }
}
