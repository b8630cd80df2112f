package io.casebook.standalone.up;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code up} is to start.
 *
 * @param agent the agent's folder
 * @param models the models of the installation; null for the built-in one alone
 * @param httpHost the address of the HTTP API
 * @param httpPort its port; 0 takes a free one
 * @param kafkaPort the port of the broker in the process; 0 takes a free one
 * @param kafka an outside Kafka to use instead; null to start one
 * @param data the data folder, absolute
 * @param prefix what the names of the topics begin with
 * @param fsync whether the broker forces every record to the disk
 * @param rehearsal whether it ends by itself after a little work
 */
record Plan(
        Path agent,
        @Nullable Path models,
        String httpHost,
        int httpPort,
        int kafkaPort,
        @Nullable String kafka,
        Path data,
        String prefix,
        boolean fsync,
        boolean rehearsal) {}
