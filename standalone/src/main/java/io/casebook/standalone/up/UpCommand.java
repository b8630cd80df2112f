package io.casebook.standalone.up;

import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.program.Home;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything in this process. */
@Command(
        name = "up",
        description =
                "Start Casebook: a Kafka broker, every service, the sample agent and the web page, in one process.",
        footer = {
            "",
            "Each option can also be set by the environment (--http-port as CASEBOOK_HTTP_PORT) or in the file given by --config"
                    + " (casebook.http-port), which may hold any other setting of the services as well.",
            "It prints one line `ready http://localhost:PORT kafka=HOST:PORT` when everything is up, and ends cleanly on Ctrl-C."
        })
public final class UpCommand implements Callable<Integer> {
    @Spec
    @Nullable
    CommandSpec spec;

    @Option(names = "--agent", paramLabel = "DIR", description = "The agent's folder. Default: the sample agent.")
    @Nullable
    Path agent;

    @Option(
            names = "--models",
            paramLabel = "FILE",
            description = "The models of this installation. Default: built in.")
    @Nullable
    Path models;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port of the HTTP API and the web page; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    int httpPort = 8080;

    @Option(
            names = "--http-host",
            paramLabel = "HOST",
            defaultValue = "localhost",
            description = "Address to listen on; another than localhost needs real keys (CASEBOOK_API_KEYS).")
    String httpHost = "localhost";

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of the broker in the process; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    int kafkaPort = 9092;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Use this Kafka instead of starting one.")
    @Nullable
    String kafka;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder for the broker's log and everything derived from it. Default: ./${DEFAULT-VALUE}")
    Path data = Path.of("data");

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = "casebook.",
            description = "What the names of the topics begin with. Default: ${DEFAULT-VALUE}")
    String prefix = "casebook.";

    @Option(
            names = "--fsync",
            description = "Force every record to the disk before it is acknowledged; slower, and survives a power cut.")
    boolean fsync;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings in a file, YAML or properties.")
    @Nullable
    Path config;

    @Option(names = "--rehearse", hidden = true, description = "Do a little work, then end: for the JVM to learn from.")
    boolean rehearse;

    private final Settings settings;

    /** The command, with where its options come from when they are not on the command line. */
    public UpCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        requirePort("--http-port", httpPort);
        requirePort("--kafka-port", kafkaPort);
        var plan = new Plan(
                agent == null ? sampleAgent() : agent,
                models,
                httpHost,
                httpPort,
                kafkaPort,
                kafka,
                data.toAbsolutePath().normalize(),
                prefix,
                fsync,
                rehearse);
        return new Launch(plan, settings).run();
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw CommandFailure.misused("%s is %d; a port is a number from 0 to 65535".formatted(option, port));
        }
    }

    private static Path sampleAgent() {
        return Home.path().resolve("examples/shop/agent");
    }
}
