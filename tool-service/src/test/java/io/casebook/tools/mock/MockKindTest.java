package io.casebook.tools.mock;

import static io.casebook.tools.Sample.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.Tool;
import io.casebook.schemas.Personal;
import io.casebook.tools.Sample;
import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.ToolCaller;
import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolOutcome;
import io.casebook.vocabulary.tool.ToolSuccess;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MockKindTest {
    private final ToolCaller caller = new ToolCaller(CallSettings.DEFAULTS, InstantSource.system(), Sample.VAULT);

    private ToolOutcome read(Map<String, ?> mock) throws InterruptedException {
        return caller.read(call(mocked(mock), "{\"order_id\":\"1001\",\"items\":[1,2]}"))
                .outcome();
    }

    private static Tool mocked(Map<String, ?> mock) {
        return Tool.reading("get_order")
                .parameters(Sample.ANYTHING)
                .redact(List.of("/secret"))
                .execution(Map.of("mock", mock))
                .build();
    }

    @Test
    void a_mock_answers_with_the_arguments_of_the_call() throws InterruptedException {
        var result = Map.of("id", "{order_id}", "items", "{items}", "text", "order {order_id} shipped");

        assertThat(read(Map.of("result", result)))
                .isInstanceOfSatisfying(
                        ToolSuccess.class,
                        success -> assertThat(Personal.plain(success.content()))
                                .contains("\"id\":\"1001\"", "\"items\":[1,2]", "\"text\":\"order 1001 shipped\""));
    }

    @Test
    void its_answer_is_redacted_like_any_other() throws InterruptedException {
        assertThat(read(Map.of("result", Map.of("secret", "x"))))
                .isEqualTo(new ToolSuccess(Personal.text("{\"secret\":\"‹hidden secret›\"}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not_found", "rejected", "unavailable"})
    void a_mock_can_fail_as_tools_fail(String code) throws InterruptedException {
        assertThat(read(Map.of("error", code)))
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo(code));
    }

    @Test
    void a_mock_without_an_answer_or_with_an_unknown_error_cannot_be_called() {
        assertThatThrownBy(() -> call(mocked(Map.of()), "{}")).hasMessageContaining("one of result and error");
        assertThatThrownBy(() -> call(mocked(Map.of("error", "boom")), "{}"))
                .hasMessageContaining("must be one of not_found");
    }
}
