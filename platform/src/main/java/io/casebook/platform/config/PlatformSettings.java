package io.casebook.platform.config;

import io.casebook.platform.kafka.SerdeSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The settings that every service shares.
 *
 * @param tenantId whose installation this is
 * @param kafkaBootstrap host and port of one or more brokers
 * @param kafkaProperties further settings of every Kafka client, such as those of its security
 * @param prefix what the name of every topic begins with
 * @param partitions how many partitions topics are created with
 * @param dataDir where a service keeps what it can rebuild
 * @param defaultAgentId the agent that answers where a conversation names none
 * @param apiKeys keys that callers show; none means local mode
 * @param serde which serializer writes and reads the values
 * @param orchestratorUrl where the orchestrator answers; null where it runs in this process
 */
public record PlatformSettings(
        String tenantId,
        String kafkaBootstrap,
        Map<String, String> kafkaProperties,
        String prefix,
        int partitions,
        Path dataDir,
        String defaultAgentId,
        List<String> apiKeys,
        SerdeSettings serde,
        @Nullable URI orchestratorUrl) {
    /** The key that callers show where no keys are configured. */
    public static final String LOCAL_KEY = "local";

    private static final Logger LOG = Logger.getLogger(PlatformSettings.class);
    private static final Pattern TOPIC_CHARACTERS = Pattern.compile("[A-Za-z0-9._-]{0,100}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/=-]+");
    private static final int GOOD_KEY_LENGTH = 16;
    private static final int MOST_PARTITIONS = 1000;

    public PlatformSettings {
        kafkaProperties = Map.copyOf(kafkaProperties);
        apiKeys = List.copyOf(apiKeys);
        require(!kafkaBootstrap.isBlank(), "casebook.kafka.bootstrap is empty; set it to host:port of a broker");
        require(
                TOPIC_CHARACTERS.matcher(prefix).matches(),
                "casebook.prefix is '%s'; use up to 100 letters, digits, dots, hyphens and underscores"
                        .formatted(prefix));
        require(
                partitions >= 1 && partitions <= MOST_PARTITIONS,
                "casebook.partitions is %d; use 1 to %d".formatted(partitions, MOST_PARTITIONS));
        require(ID.matcher(tenantId).matches(), id("casebook.tenant", tenantId));
        require(ID.matcher(defaultAgentId).matches(), id("casebook.agent", defaultAgentId));
        apiKeys.forEach(PlatformSettings::requireKey);
    }

    /** Settings of a program on this machine: everything by default but the broker. */
    public static PlatformSettings local(String kafkaBootstrap) {
        return new PlatformSettings(
                "default",
                kafkaBootstrap,
                Map.of(),
                "casebook.",
                8,
                Path.of("data"),
                "shop",
                List.of(),
                SerdeSettings.OWN,
                null);
    }

    /** True when no keys are configured: the service then listens on loopback alone and accepts the key {@code local}. */
    public boolean localMode() {
        return apiKeys.isEmpty();
    }

    /** The same with another prefix and number of partitions. */
    public PlatformSettings withTopics(String otherPrefix, int otherPartitions) {
        return new PlatformSettings(
                tenantId,
                kafkaBootstrap,
                kafkaProperties,
                otherPrefix,
                otherPartitions,
                dataDir,
                defaultAgentId,
                apiKeys,
                serde,
                orchestratorUrl);
    }

    @Override
    public String toString() {
        return "PlatformSettings[tenant=%s, kafka=%s, prefix=%s, partitions=%d, agent=%s, keys=%d]"
                .formatted(tenantId, kafkaBootstrap, prefix, partitions, defaultAgentId, apiKeys.size());
    }

    private static String id(String key, String value) {
        return "%s is '%s'; use 1 to 128 letters, digits, dots, underscores, colons and hyphens".formatted(key, value);
    }

    private static void requireKey(String key) {
        require(
                KEY.matcher(key).matches(),
                "a key in casebook.api-keys has a character that no header or cookie can carry; use letters, digits and"
                        + " . _ ~ + / = - only");
        require(
                !key.equals(LOCAL_KEY),
                "the key '%s' in casebook.api-keys is the one that everybody knows; generate one, for example with"
                                .formatted(LOCAL_KEY)
                        + " `openssl rand -hex 32`");
        if (key.length() < GOOD_KEY_LENGTH) {
            LOG.warnf("a key in casebook.api-keys has fewer than %d characters and can be guessed", GOOD_KEY_LENGTH);
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
