package io.casebook.standalone.command;

import io.casebook.standalone.broker.BrokerOptions;
import io.casebook.standalone.broker.BrokerStartException;
import io.casebook.standalone.broker.EmbeddedKafka;
import io.casebook.standalone.program.CommandFailure;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The broker of {@code up} in a process of its own, for services that run alone and where there is no cluster. */
@Command(
        name = "broker",
        description = "Start only the Kafka broker, on the same data folder as `up`; for services that run alone.",
        footer = {
            "",
            "It prints one line `ready kafka=HOST:PORT` and ends cleanly on Ctrl-C. It listens on loopback alone."
        })
final class BrokerCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "${env:CASEBOOK_KAFKA_PORT:-9092}",
            description = "Port of the broker; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    int kafkaPort = 9092;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:CASEBOOK_DATA:-data}",
            description =
                    "Data folder; the broker keeps its log in the folder kafka below it. Default: ./${DEFAULT-VALUE}")
    Path data = Path.of("data");

    @Option(
            names = "--fsync",
            description = "Force every record to the disk before it is acknowledged; slower, and survives a power cut.")
    boolean fsync;

    @Override
    public Integer call() throws InterruptedException {
        if (kafkaPort < 0 || kafkaPort > 65_535) {
            throw CommandFailure.misused("--kafka-port is %d; a port is a number from 0 to 65535".formatted(kafkaPort));
        }
        var options = BrokerOptions.in(data.toAbsolutePath().normalize().resolve("kafka"))
                .withPort(kafkaPort)
                .withFsync(fsync);
        try {
            var broker = EmbeddedKafka.start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "casebook-broker-end"));
            new Printer(spec).line("ready kafka=" + broker.bootstrap());
        } catch (BrokerStartException e) {
            throw CommandFailure.failed(String.valueOf(e.getMessage()));
        }
        // The shutdown hook ends it.
        new CountDownLatch(1).await();
        return 0;
    }
}
