package io.casebook.tools;

import io.casebook.tools.run.CallSettings;
import io.casebook.tools.run.Sandbox;
import io.casebook.tools.sandbox.Recordings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the tool service, checked.
 *
 * @param enabled whether this process calls tools
 * @param secretsDir directory with one file a secret; null for none
 * @param readsInFlight how many calls of tools that read run at once
 * @param writesInFlight how many calls of tools that write run at once
 * @param cacheBytes how many bytes of results are kept for tools with a cache
 * @param calls how tools are called
 * @param sandbox how much of the world calls of this process may reach
 * @param recordings results of earlier calls, for sandboxes
 * @param ledger how much of the ledger is remembered
 */
record ToolSettings(
        boolean enabled,
        @Nullable Path secretsDir,
        int readsInFlight,
        int writesInFlight,
        long cacheBytes,
        CallSettings calls,
        Sandbox sandbox,
        Recordings recordings,
        Ledger ledger) {

    /**
     * How much of the ledger is remembered.
     *
     * @param lines how many calls
     * @param bytes roughly how much memory for them
     * @param timeout how long a line may take to be written and read back
     */
    record Ledger(int lines, long bytes, Duration timeout) {}

    ToolSettings {
        require(
                secretsDir == null || Files.isDirectory(secretsDir),
                "casebook.tools.secrets-dir is " + secretsDir
                        + ", which is no directory; create it or remove the setting");
        positive(readsInFlight, "reads-in-flight");
        positive(writesInFlight, "writes-in-flight");
        positive(calls.callsPerTool(), "calls-per-tool");
        positive(calls.readAttempts(), "read-attempts");
        positive(calls.largestAnswer(), "largest-answer");
        positive(calls.largestResult(), "largest-result");
        positive(cacheBytes, "cache-bytes");
        positive(ledger.lines(), "ledger.lines");
        positive(ledger.bytes(), "ledger.bytes");
        positive(calls.connectWithin().toNanos(), "connect-timeout");
        positive(calls.circuitPause().toNanos(), "circuit-pause");
        positive(ledger.timeout().toNanos(), "ledger.timeout");
    }

    /** The settings as they are configured. */
    static ToolSettings of(ToolsConfig config) {
        return new ToolSettings(
                config.enabled(),
                config.secretsDir().map(Path::of).orElse(null),
                config.readsInFlight(),
                config.writesInFlight(),
                config.cacheBytes(),
                new CallSettings(
                        config.connectTimeout(),
                        config.readAttempts(),
                        config.callsPerTool(),
                        config.circuitPause(),
                        config.largestAnswer(),
                        config.largestResult()),
                sandbox(config.sandbox()),
                config.sandboxRecordings()
                        .map(file -> Recordings.read(Path.of(file)))
                        .orElse(Recordings.none()),
                new Ledger(
                        config.ledger().lines(),
                        config.ledger().bytes(),
                        config.ledger().timeout()));
    }

    private static Sandbox sandbox(String text) {
        require(
                List.of("off", "reads", "closed").contains(text),
                "casebook.tools.sandbox is '%s'; write off, reads or closed".formatted(text));
        return Sandbox.of(text);
    }

    private static void positive(long value, String key) {
        require(value > 0, "casebook.tools." + key + " must be more than zero, not " + value);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
