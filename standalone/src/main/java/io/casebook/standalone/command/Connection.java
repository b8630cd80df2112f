package io.casebook.standalone.command;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the running Casebook is; every command that needs one has these options. */
final class Connection {
    private static final int CONNECT_MILLIS = 2_000;
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
        var silent = firstSilent();
        if (silent != null) {
            throw CommandFailure.failed(
                    "no Kafka broker answers at %s; start it with ./casebook up, or say where it is with --kafka HOST:PORT"
                            .formatted(silent));
        }
        return KafkaClients.of(PlatformSettings.local(kafka).withTopics(prefix, PARTITIONS_WHEN_CREATING));
    }

    /** The addresses when none of them answers; Kafka's own client would try for a minute and say it in its log. */
    private @Nullable String firstSilent() {
        return Arrays.stream(kafka.split(",")).map(String::strip).noneMatch(Connection::answers) ? kafka : null;
    }

    private static boolean answers(String address) {
        var colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw CommandFailure.misused("--kafka is '%s'; write it as HOST:PORT".formatted(address));
        }
        try (var socket = new Socket()) {
            var port = Integer.parseInt(address.substring(colon + 1));
            socket.connect(new InetSocketAddress(address.substring(0, colon), port), CONNECT_MILLIS);
            return true;
        } catch (NumberFormatException e) {
            throw CommandFailure.misused(
                    "--kafka is '%s'; its port is not a number, write it as HOST:PORT".formatted(address));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
