package io.casebook.standalone.command;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.standalone.program.KafkaAddress;
import java.net.URI;
import picocli.CommandLine.Option;

/** Where the running Casebook is; every command that needs one has these options. */
final class Connection {
    private static final int PARTITIONS_WHEN_CREATING = 8;

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:CASEBOOK_URL:-http://localhost:8080}",
            description = "Address of the running Casebook. Default: ${DEFAULT-VALUE}")
    URI url = URI.create("http://localhost:8080");

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            defaultValue = "${env:CASEBOOK_API_KEY:-local}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Key for its HTTP API; better set by CASEBOOK_API_KEY. Default: local")
    String apiKey = "local";

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:CASEBOOK_KAFKA_BOOTSTRAP:-localhost:9092}",
            description = "Kafka's address. Default: ${DEFAULT-VALUE}")
    String kafka = "localhost:9092";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = "${env:CASEBOOK_PREFIX:-casebook.}",
            description = "What the names of the topics begin with. Default: ${DEFAULT-VALUE}")
    String prefix = "casebook.";

    /** The running Casebook's HTTP API. */
    Api api() {
        return new Api(url, apiKey);
    }

    /** The topics by their names here. */
    Topics topics() {
        return topics(PARTITIONS_WHEN_CREATING);
    }

    /** The topics, as wide as they are to be created. */
    Topics topics(int partitions) {
        return new Topics(prefix, partitions);
    }

    /** Clients of a Kafka that answers. */
    KafkaClients kafkaClients() {
        KafkaAddress.of(kafka).requireAnswer("start it with ./casebook up, or say where it is with --kafka HOST:PORT");
        return KafkaClients.of(PlatformSettings.local(kafka).withTopics(prefix, PARTITIONS_WHEN_CREATING));
    }
}
