package io.casebook.tools;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.tools.vault.Vault;
import io.casebook.tools.vault.VaultKey;
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

    @Produces
    @Singleton
    Reach reach(ToolsConfig config, PlatformSettings platform) {
        return Reach.of(config, platform);
    }

    @Produces
    @Singleton
    Vault vault(ToolsConfig config, PlatformSettings platform) {
        return new Vault(VaultKey.of(config.valueKey().orElse(null), platform.dataDir()));
    }
}
