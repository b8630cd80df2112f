package io.casebook.knowledge.in;

import io.casebook.knowledge.ScriptedModels;
import io.casebook.platform.tasks.ModelTasks;
import io.casebook.platform.tasks.Task;
import io.casebook.platform.tasks.TaskKind;
import io.casebook.platform.tasks.TaskOutcome;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** In the HTTP tests a test says what models do; otherwise they leave passages in their order, and do nothing else. */
@ApplicationScoped
class ModelsInTests {

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    @Typed({ScriptedModels.class, ModelTasks.class})
    ScriptedModels models() {
        return new ScriptedModels().doing(ModelsInTests::usually);
    }

    static TaskOutcome usually(Task task) {
        return task.kind() == TaskKind.RANK_PASSAGES
                ? ScriptedModels.answered("{\"order\": []}")
                : new TaskOutcome.Failed("unavailable", "a detail");
    }
}
