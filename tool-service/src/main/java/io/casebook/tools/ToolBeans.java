package io.casebook.tools;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.tools.mcp.Programs;
import io.casebook.tools.network.Network;
import io.casebook.tools.vault.Vault;
import io.casebook.tools.vault.VaultKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

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
    Network network(ToolsConfig config, PlatformSettings platform) {
        return Network.of(config.privateHosts().orElse(platform.localMode() ? Network.THIS_MACHINE : List.of()));
    }

    @Produces
    @Singleton
    Programs programs(ToolsConfig config, PlatformSettings platform) {
        return config.programs().map(Programs::of).orElse(platform.localMode() ? Programs.ANY : Programs.of(List.of()));
    }

    @Produces
    @Singleton
    Vault vault(ToolsConfig config, PlatformSettings platform) {
        return new Vault(VaultKey.of(config.valueKey().orElse(null), platform.dataDir()));
    }
}
