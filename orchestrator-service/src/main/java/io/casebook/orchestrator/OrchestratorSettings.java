package io.casebook.orchestrator;

import io.casebook.platform.config.PlatformSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The orchestrator's settings, checked.
 *
 * @param commitInterval longest time between two commits
 * @param pollTime how long the thread waits for records; it commits only between two polls, so a long wait delays commits
 * @param pace how often timers and wanted commits are looked for
 * @param threads threads of the topology
 * @param standbyReplicas copies of the state that other instances keep
 * @param replicationFactor copies of the changelog on the brokers; -1 for the broker's default
 * @param instance name of this instance, stable across restarts, so that it gets its partitions back at once
 * @param stateDir where the state is kept between restarts
 * @param streams further settings of Kafka Streams
 */
record OrchestratorSettings(
        Duration commitInterval,
        Duration pollTime,
        Pace pace,
        int threads,
        int standbyReplicas,
        int replicationFactor,
        String instance,
        Path stateDir,
        Map<String, String> streams) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /** An instance that died is missed after this time; one that comes back under its name is not waited for. */
    private static final int SESSION_MILLIS = 10_000;

    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final int TRANSACTION_MILLIS = 10_000;
    private static final int RETRY_MILLIS = 2;
    private static final int LONGEST_RETRY_MILLIS = 100;

    OrchestratorSettings {
        require(positive(commitInterval), "commit-interval must be above 0");
        require(positive(pollTime), "poll-time must be above 0");
        require(positive(pace.timers()), "timer-interval must be above 0");
        require(positive(pace.commitDistance()), "commit-distance must be above 0");
        require(pace.commitShare() > 0 && pace.commitShare() <= 1, "commit-share must be above 0 and at most 1");
        require(threads >= 1, "threads must be at least 1");
        require(standbyReplicas >= 0, "standby-replicas must not be negative");
        require(replicationFactor == -1 || replicationFactor >= 1, "replication-factor must be -1 or at least 1");
        require(
                NAME.matcher(instance).matches(),
                "instance must be 1 to 100 letters, digits, dots, hyphens, underscores");
        streams = Map.copyOf(streams);
    }

    static OrchestratorSettings of(OrchestratorConfig config, PlatformSettings platform) {
        return new OrchestratorSettings(
                config.commitInterval(),
                config.pollTime(),
                new Pace(config.timerInterval(), config.commitDistance(), config.commitShare()),
                config.threads(),
                config.standbyReplicas(),
                config.replicationFactor(),
                config.instance().orElseGet(OrchestratorSettings::hostName),
                platform.dataDir().resolve("orchestrator"),
                config.streams());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
        } catch (UnknownHostException e) {
            return "instance";
        }
    }

    /** The settings as Kafka Streams wants them. */
    Properties properties(PlatformSettings platform) {
        var all = new Properties();
        all.putAll(platform.kafkaProperties());
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, platform.prefix() + "orchestrator");
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, platform.kafkaBootstrap());
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        all.put(StreamsConfig.POLL_MS_CONFIG, pollTime.toMillis());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
        all.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replicationFactor);
        all.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        all.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        // Every state change must reach the changelog with its transaction; a cache would only delay it.
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        all.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.NO_OPTIMIZATION);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TRANSACTION_MILLIS);
        // A partition is still busy with the markers of the last transaction for a moment; the default waits 100 ms for
        // it.
        all.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_MILLIS);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG), LONGEST_RETRY_MILLIS);
        all.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                platform.prefix() + "orchestrator-" + instance);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MILLIS);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MILLIS);
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.putAll(streams);
        return all;
    }

    private static boolean positive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("casebook.orchestrator-service: " + what);
        }
    }
}
