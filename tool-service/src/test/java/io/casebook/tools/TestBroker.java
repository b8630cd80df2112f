package io.casebook.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker in this process, for tests. */
final class TestBroker implements AutoCloseable {
    private final KafkaRaftServer server;
    private final int port;

    TestBroker(Path folder) {
        var ports = freePorts();
        port = ports[0];
        format(folder);
        server = new KafkaRaftServer(new KafkaConfig(properties(folder, port, ports[1]), false), Time.SYSTEM);
        server.startup();
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Map<String, String> properties(Path folder, int port, int controllerPort) {
        var all = new HashMap<String, String>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("log.dirs", folder.toString());
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "CLIENTS");
        all.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("listeners", "CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        all.put("offsets.topic.replication.factor", "1");
        all.put("offsets.topic.num.partitions", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("transaction.state.log.num.partitions", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        return all;
    }

    private static void format(Path folder) {
        try (var silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(1)
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(folder.toString())
                    .setMetadataLogDirectory(folder.toString())
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("the broker's folder cannot be formatted", e);
        }
    }

    /** Two ports; both are held until both are known, so that they differ. */
    private static int[] freePorts() {
        try (var one = new ServerSocket(0);
                var other = new ServerSocket(0)) {
            return new int[] {one.getLocalPort(), other.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
