package io.casebook.projections;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of this service as they are written: {@code casebook.projections.…}. */
@ConfigMapping(prefix = "casebook.projections")
interface ProjectionsConfig {
    /** Whether the log is followed; off in tests without Kafka. */
    @WithDefault("true")
    boolean enabled();

    /** The file of the tables; by default {@code projections/casebook.duckdb} in the data directory, named after the prefix. */
    Optional<Path> file();

    /** Most memory of DuckDB, in megabytes. */
    @WithDefault("512")
    int memory();

    /** Most threads of one statement; by default half of the machine's processors. */
    OptionalInt threads();

    /** How long a query may take. */
    @WithDefault("10s")
    Duration queryTimeout();

    /** How long an answer waits until the tables have come to where the log was when it was asked for. */
    @WithDefault("2s")
    Duration freshWithin();
}
