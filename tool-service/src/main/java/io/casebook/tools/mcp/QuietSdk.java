package io.casebook.tools.mcp;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the SDK out of the log, whatever the log's level: it writes there what servers say, errors of tools and whole messages included,
 * before anything is taken out of it.
 */
final class QuietSdk {
    /** Held, because a level is forgotten with its logger. */
    private static final List<Logger> SILENT = List.of(
            Logger.getLogger("io.modelcontextprotocol"),
            // Where the SDK drops an error, which quotes a server, this tells it.
            Logger.getLogger("reactor.core.publisher.Operators"));

    private QuietSdk() {}

    /** From now on it says nothing. */
    static void hush() {
        SILENT.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
