package io.casebook.standalone.up;

import io.casebook.shop.ShopServer;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.publish.AgentFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The small shop whose orders the sample agent looks up and refunds. */
final class SampleShop {
    /** Read by {@code ${env:SHOP_URL}} in an agent's tools: system properties answer there beside the environment. */
    private static final String ADDRESS = "SHOP_URL";

    private SampleShop() {}

    /** Starts the shop for an agent whose tools call it, unless another one was given. */
    static @Nullable ShopServer startFor(AgentFolder agent, Path data) {
        if (System.getenv(ADDRESS) != null || System.getProperty(ADDRESS) != null || !agent.callsSampleShop()) {
            return null;
        }
        try {
            var shop = ShopServer.start(0, data.resolve("shop"));
            System.setProperty(ADDRESS, shop.url());
            return shop;
        } catch (IOException e) {
            throw CommandFailure.failed("the sample shop cannot start with its data in %s: %s"
                    .formatted(data.resolve("shop"), e.getMessage()));
        }
    }
}
