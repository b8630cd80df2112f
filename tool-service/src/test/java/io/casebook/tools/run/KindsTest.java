package io.casebook.tools.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casebook.conversation.definition.Tool;
import io.casebook.tools.Sample;
import io.casebook.tools.call.Denied;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindsTest {
    @Test
    void a_tool_of_a_kind_that_is_not_known_here_cannot_be_called() {
        var tool = Tool.reading("t")
                .execution(Map.of("telepathy", Map.of("to", "all")))
                .build();

        assertThatThrownBy(() -> CompiledTool.of(tool, Sample.KINDS)).isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.reason()).isEqualTo(Denied.INVALID_DEFINITION);
            assertThat(denied.outcome().detail()).contains("http", "not telepathy");
        });
    }

    @Test
    void a_tool_that_says_nowhere_how_it_is_called_cannot_be_called() {
        var tool = Tool.reading("t").build();

        assertThatThrownBy(() -> CompiledTool.of(tool, Sample.KINDS)).hasMessageContaining("says nowhere how");
    }
}
