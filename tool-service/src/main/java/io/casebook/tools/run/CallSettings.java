package io.casebook.tools.run;

import java.time.Duration;

/**
 * How tools are called.
 *
 * @param connectWithin how long a connection may take to come about
 * @param readAttempts how often a tool that reads is tried
 * @param callsPerTool how many calls of one tool run at once
 * @param circuitPause how long a tool that fails most of the time is left alone
 * @param largestAnswer how many bytes of an answer are read
 * @param largestResult how many characters of an answer are kept
 */
public record CallSettings(
        Duration connectWithin,
        int readAttempts,
        int callsPerTool,
        Duration circuitPause,
        int largestAnswer,
        int largestResult) {
    /** What holds unless it is configured. */
    public static final CallSettings DEFAULTS =
            new CallSettings(Duration.ofSeconds(2), 3, 800, Duration.ofSeconds(5), 1 << 20, 1 << 16);
}
