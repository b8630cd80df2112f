package io.casebook.gateway;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The one setting of the gateway that stands beside those that all services share. */
@ConfigMapping(prefix = "casebook")
interface ModelsConfig {
    /** Path of the models file; without it there is only the built-in model. */
    Optional<String> models();
}
