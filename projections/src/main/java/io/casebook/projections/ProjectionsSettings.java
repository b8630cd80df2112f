package io.casebook.projections;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.projections.store.StoreLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of this service, checked.
 *
 * @param enabled whether the log is followed
 * @param file the file of the tables
 * @param limits how much of the machine they may take
 * @param queryTimeout how long a query may take
 * @param freshWithin how long an answer waits for the tables
 */
public record ProjectionsSettings(
        boolean enabled, Path file, StoreLimits limits, Duration queryTimeout, Duration freshWithin) {

    public ProjectionsSettings {
        if (queryTimeout.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "casebook.projections.query-timeout is %s; use 1s or more".formatted(queryTimeout));
        }
        if (freshWithin.isNegative()) {
            throw new IllegalArgumentException(
                    "casebook.projections.fresh-within is %s; use 0s or more".formatted(freshWithin));
        }
    }

    static ProjectionsSettings of(ProjectionsConfig config, PlatformSettings platform) {
        return new ProjectionsSettings(
                config.enabled(),
                config.file().orElseGet(() -> defaultFile(platform)),
                new StoreLimits(config.memory(), config.threads().orElse(StoreLimits.DEFAULT.threads())),
                config.queryTimeout(),
                config.freshWithin());
    }

    /** Where the tables of an installation are: each prefix has its own, since each has a log of its own. */
    public static Path defaultFile(PlatformSettings platform) {
        var prefix = platform.prefix();
        var name = prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
        return platform.dataDir().resolve("projections").resolve((name.isEmpty() ? "unnamed" : name) + ".duckdb");
    }
}
