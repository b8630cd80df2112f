package io.casebook.tools;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.tools.mcp.Programs;
import io.casebook.tools.network.Network;
import io.casebook.tools.sql.Drivers;
import java.util.List;

/**
 * What an installation lets calls reach, whatever definitions say. An installation without API keys serves its own machine alone, and
 * lets calls reach that.
 *
 * @param network which addresses
 * @param programs which programs of this machine may be started for MCP servers
 * @param drivers which databases other than PostgreSQL
 */
record Reach(Network network, Programs programs, Drivers drivers) {

    static Reach of(ToolsConfig config, PlatformSettings platform) {
        var local = platform.localMode();
        return new Reach(
                Network.of(config.privateHosts().orElse(local ? Network.THIS_MACHINE : List.of())),
                config.programs().map(Programs::of).orElse(local ? Programs.ANY : Programs.of(List.of())),
                config.databases().map(Drivers::of).orElse(local ? Drivers.ANY : Drivers.of(List.of())));
    }
}
