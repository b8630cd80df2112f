package io.casebook.knowledge.in;

import io.casebook.knowledge.ScriptedModels;
import io.casebook.platform.tasks.ModelTasks;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;

/** In the HTTP tests a test says what models do. */
@ApplicationScoped
class ModelsInTests {

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    @Typed({ScriptedModels.class, ModelTasks.class})
    ScriptedModels models() {
        return new ScriptedModels().failing("unavailable");
    }
}
