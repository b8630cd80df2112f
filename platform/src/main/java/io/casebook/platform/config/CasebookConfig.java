package io.casebook.platform.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shared settings as they are written: {@code casebook.…} in a file, {@code CASEBOOK_…} in the environment. */
@ConfigMapping(prefix = "casebook")
interface CasebookConfig {
    /** Whose installation this is. */
    @WithDefault("default")
    String tenant();

    /** Kafka. */
    Kafka kafka();

    /** What the name of every topic begins with. */
    @WithDefault("casebook.")
    String prefix();

    /** How many partitions topics are created with. */
    @WithDefault("8")
    int partitions();

    /** Directory for what a service can rebuild. */
    @WithDefault("data")
    String data();

    /** Id of the agent that answers where a conversation names none. */
    @WithDefault("shop")
    String agent();

    /** Keys that callers show, separated by commas; none means local mode. */
    Optional<List<String>> apiKeys();

    /** Who writes and reads the values of records. */
    Serde serde();

    /** The cluster's own schema registry. */
    SchemaRegistry schemaRegistry();

    /** The orchestrator. */
    Orchestrator orchestrator();

    /** Where Kafka is. */
    interface Kafka {
        /** Host and port of one or more brokers, separated by commas. */
        @WithDefault("localhost:9092")
        String bootstrap();

        /** Further settings of every Kafka client, such as those of its security. */
        Map<String, String> properties();
    }

    /** Serializer and deserializer. */
    interface Serde {
        /** Class name of a Kafka serializer of Avro records; Casebook's own when empty. */
        Optional<String> serializer();

        /** Class name of a Kafka deserializer that gives Avro records; Casebook's own when empty. */
        Optional<String> deserializer();

        /** What both are configured with. */
        Map<String, String> properties();
    }

    /** A schema registry beside the cluster. */
    interface SchemaRegistry {
        /** Its address, handed to the configured serializer as {@code schema.registry.url}. */
        Optional<String> url();
    }

    /** Where the orchestrator answers questions about conversations. */
    interface Orchestrator {
        /** Its address, for a service that does not share its process. */
        @WithName("url")
        Optional<URI> address();
    }
}
