package io.casebook.tools;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the parts of the service that know nothing of beans. */
@ApplicationScoped
class ToolBeans {

    @Produces
    @Singleton
    ToolSettings settings(ToolsConfig config) {
        return ToolSettings.of(config);
    }
}
