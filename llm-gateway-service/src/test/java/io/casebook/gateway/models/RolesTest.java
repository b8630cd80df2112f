package io.casebook.gateway.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles of the models file, and the limits that models share. */
class RolesTest {
    private static final String MODELS = """
            models:
              big: {base_url: "http://a/v1", model: m}
              other: {base_url: "http://b/v1", model: m, limits: {shared: account}}
              small: {base_url: "http://c/v1", model: m}
            shared_limits:
              account: {requests_per_minute: 1000}
            roles:
            """;

    private static ModelsFile file(String roles) throws ModelsFileException {
        return ModelsFile.parse("models.yaml", MODELS + "  " + roles + "\n");
    }

    private static String problems(String text) {
        var thrown = catchThrowableOfType(ModelsFileException.class, () -> ModelsFile.parse("models.yaml", text));
        assertThat(thrown).as("no problem was found in:%n%s", text).isNotNull();
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void a_role_stands_for_its_models_in_failover_order() throws ModelsFileException {
        var file = file("reason: [big, small, builtin]");

        assertThat(file.resolve(List.of("reason"), "conv-1")).containsExactly("big", "small", "builtin");
        assertThat(file.knows("reason")).isTrue();
        assertThat(file.knows("judge")).isFalse();
    }

    @Test
    void models_and_roles_can_be_mixed_and_each_model_comes_once() throws ModelsFileException {
        var file = file("reason: [big, small]");

        assertThat(file.resolve(List.of("small", "reason", "unheard-of"), "conv-1"))
                .containsExactly("small", "big", "unheard-of");
    }

    @Test
    void equals_share_conversations_by_weight_and_stand_in_for_each_other() throws ModelsFileException {
        var file = file("reason: [{model: big, weight: 3}, {model: other, weight: 1}, small]");
        var orders = IntStream.range(0, 4000)
                .mapToObj(i -> file.resolve(List.of("reason"), "conv-" + i))
                .toList();

        assertThat(orders)
                .allMatch(order -> order.size() == 3 && order.getLast().equals("small"));
        var first =
                orders.stream().filter(order -> order.getFirst().equals("big")).count();
        assertThat(first / 4000.0).isCloseTo(0.75, within(0.03));
    }

    @Test
    void a_conversation_stays_with_its_model() throws ModelsFileException {
        var file = file("reason: [{model: big}, {model: other}]");

        assertThat(IntStream.range(0, 100).mapToObj(i -> file.resolve(List.of("reason"), "conv-7")))
                .containsOnly(file.resolve(List.of("reason"), "conv-7"));
    }

    @Test
    void limits_can_be_shared() throws ModelsFileException {
        var file = file("reason: [big]");

        assertThat(file.sharedLimits()).containsEntry("account", new ModelLimits(1000, 0));
        assertThat(file.models().values())
                .extracting(spec -> spec.limits().shared())
                .containsExactly(null, "account", null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reason: [bigg]                            | 8: error: no model is called bigg | did you mean big?",
                "reason: []                                | 8: error: the role reason must be a list of models | write [big",
                "reason: big                               | 8: error: the role reason must be a list of models | write [big",
                "big: [small]                              | 8: error: the role big has the name of a model | rename",
                "builtin: [small]                          | 8: error: the role builtin has the name of a model | rename",
                "\"a b\": [small]                        | 8: error: a role's name has 1 to 64 | letters",
                "reason: [big, small, big]                 | 8: error: the model big stands here a second time | second",
                "reason: [{model: big, weight: 0}]         | 8: error: weight must be a whole number | 1",
                "reason: [{model: big, wieght: 2}]         | 8: error: unknown key wieght | did you mean weight?",
                "reason: [{weight: 2}]                     | 8: error: model is missing | weight: 3",
                "reason: [[big]]                           | 8: error: a model of a role must be a name | write [big",
            })
    void a_mistake_in_a_role_is_told_with_its_line(String role, String message, String hint) {
        assertThat(problems(MODELS + "  " + role + "\n")).contains("models.yaml:" + message, hint);
    }

    @Test
    void a_shared_limit_that_is_not_there_is_told() {
        assertThat(problems("""
                        models:
                          big: {base_url: "http://a/v1", model: m, limits: {shared: acount}}
                        shared_limits:
                          account: {requests_per_minute: 1000}
                        """))
                .contains("models.yaml:2: error: the model big shares the limit acount", "did you mean account?");
        assertThat(problems("""
                        models:
                          big: {base_url: "http://a/v1", model: m}
                        shared_limits:
                          account: {per_minute: 1000}
                          empty:
                        """))
                .contains(
                        "models.yaml:4: error: unknown key per_minute",
                        "models.yaml:5: error: the limit empty says nothing");
    }
}
