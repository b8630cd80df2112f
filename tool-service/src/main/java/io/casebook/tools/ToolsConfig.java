package io.casebook.tools;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the tool service as they are written: {@code casebook.tools.…}, or {@code CASEBOOK_TOOLS_…} in the environment. */
@ConfigMapping(prefix = "casebook.tools")
interface ToolsConfig {
    /** Whether this process calls tools. */
    @WithDefault("true")
    boolean enabled();

    /** Directory with one file a secret, named like the secret; secrets in the environment come first. */
    Optional<String> secretsDir();

    /**
     * Names, addresses and blocks such as 10.1.0.0/16 that tools may be called at although they are private. Where nothing is set
     * and no API keys are configured, this machine; else none.
     */
    Optional<List<String>> privateHosts();

    /**
     * Programs of this machine that may be started for MCP servers, as definitions name them. Where nothing is set and no API keys are
     * configured, all; else none.
     */
    Optional<List<String>> programs();

    /**
     * How the JDBC addresses begin of databases that may be asked although their drivers cannot be held to the addresses above, which is
     * all but PostgreSQL's. Where nothing is set and no API keys are configured, all; else none.
     */
    Optional<List<String>> databases();

    /**
     * The key that seals what redaction takes out of results, base64 of 32 bytes, the same for all tool services. Without it the
     * file tool-values.key in the data directory is used, and made where it is missing.
     */
    Optional<String> valueKey();

    /** How many calls of tools that read run at once. */
    @WithDefault("1000")
    int readsInFlight();

    /** How many calls of tools that write run at once. */
    @WithDefault("1000")
    int writesInFlight();

    /** How many calls of one tool run at once. */
    @WithDefault("800")
    int callsPerTool();

    /** How long a connection to a tool may take to come about. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How often a tool that reads is tried. */
    @WithDefault("3")
    int readAttempts();

    /** How long a tool that fails most of the time is left alone. */
    @WithDefault("5s")
    Duration circuitPause();

    /** How many bytes of an answer are read. */
    @WithDefault("1048576")
    int largestAnswer();

    /** How many characters of an answer are kept. */
    @WithDefault("65536")
    int largestResult();

    /** How many bytes of results are kept for tools with a cache. */
    @WithDefault("16777216")
    long cacheBytes();

    /** How much of the world tools may reach: off for all of it, reads for tools that only read, closed for none. */
    @WithDefault("off")
    String sandbox();

    /** A file of recorded results for sandboxes, one a line. */
    Optional<String> sandboxRecordings();

    /** The ledger of changing calls. */
    Ledger ledger();

    /** How much of the ledger is remembered. */
    interface Ledger {
        /** How many calls. */
        @WithDefault("200000")
        int lines();

        /** Roughly how much memory for them, in bytes. */
        @WithDefault("67108864")
        long bytes();

        /** How long a line may take to be written and read back. */
        @WithDefault("10s")
        Duration timeout();
    }
}
