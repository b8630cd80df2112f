package io.casebook.knowledge.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which models write proposed articles. */
class WritersTest {

    @Test
    void what_the_installation_chose_writes_for_every_agent() {
        assertThat(new Writers(List.of("big"), id -> null).of("shop")).containsExactly("big");
    }

    @Test
    void otherwise_the_models_write_by_which_the_agent_itself_answers() {
        var writers = new Writers(List.of(), id -> id.equals("shop") ? agent("small", "builtin", "large") : null);

        assertThat(writers.of("shop")).containsExactly("small", "large");
    }

    @Test
    void an_agent_that_only_quotes_or_that_is_gone_has_nobody_who_writes() {
        assertThat(new Writers(List.of(), id -> agent("builtin")).of("shop")).isEmpty();
        assertThat(new Writers(List.of(), id -> null).of("shop")).isEmpty();
    }

    private static AgentDefinition agent(String... models) {
        return AgentDefinition.builder("shop")
                .models(new ModelRoles(Map.of(ModelRole.REASON, List.of(models))))
                .build();
    }
}
