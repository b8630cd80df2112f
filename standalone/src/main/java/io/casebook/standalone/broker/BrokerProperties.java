package io.casebook.standalone.broker;

import java.util.HashMap;
import java.util.Map;

/** The broker's settings, each with its reason. */
final class BrokerProperties {
    static final int NODE_ID = 1;
    private static final String ONE = "1";

    private BrokerProperties() {}

    static Map<String, String> of(BrokerOptions options, int port, int controllerPort) {
        var all = new HashMap<String, String>();
        identity(all, options, port, controllerPort);
        oneNode(all);
        latency(all);
        footprint(all);
        if (options.fsync()) {
            all.put("log.flush.interval.messages", ONE);
        }
        all.putAll(options.overrides());
        return all;
    }

    private static void identity(Map<String, String> all, BrokerOptions options, int port, int controllerPort) {
        all.put("process.roles", "broker,controller");
        all.put("node.id", Integer.toString(NODE_ID));
        all.put("log.dirs", options.folder().toString());
        // The voter's address may change from start to start: the port is picked anew, so that it never collides.
        all.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, controllerPort));
        all.put("controller.listener.names", "CONTROLLER");
        all.put("inter.broker.listener.name", "CLIENTS");
        all.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put(
                "listeners",
                "CLIENTS://%s:%d,CONTROLLER://127.0.0.1:%d".formatted(bindAddress(options), port, controllerPort));
        all.put("advertised.listeners", "CLIENTS://%s:%d".formatted(advertisedHost(options), port));
        // A topic comes to be with its own settings, never by a client's mistake with the broker's.
        all.put("auto.create.topics.enable", "false");
    }

    private static void oneNode(Map<String, String> all) {
        all.put("default.replication.factor", ONE);
        all.put("offsets.topic.replication.factor", ONE);
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.replication.factor", ONE);
        all.put("transaction.state.log.min.isr", ONE);
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.replication.factor", ONE);
        all.put("share.coordinator.state.topic.min.isr", ONE);
        all.put("share.coordinator.state.topic.num.partitions", ONE);
    }

    private static void latency(Map<String, String> all) {
        // Back to back transactions wait for the one before; the default of 20 ms is what a customer would feel.
        all.put("add.partitions.to.txn.retry.backoff.ms", ONE);
        // After a kill the broker waits for its own old session to end.
        all.put("broker.session.timeout.ms", "3000");
        all.put("broker.heartbeat.interval.ms", "500");
        // All members of a group are in this process: nobody is worth waiting for.
        all.put("group.initial.rebalance.delay.ms", "0");
        // What a killed process left open holds back readers of committed records until it is ended.
        all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        all.put("num.recovery.threads.per.data.dir", "2");
    }

    private static void footprint(Map<String, String> all) {
        // 128 MiB of heap by default, for topics far larger than the compacted ones of one node.
        all.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024));
        // Sparse files, yet a copy or a backup of the folder would write each of them out.
        all.put("log.index.size.max.bytes", Integer.toString(2 * 1024 * 1024));
        all.put("num.io.threads", "4");
        all.put("num.network.threads", "2");
        // A record that says nothing, twice a second for ever, by default.
        all.put("metadata.max.idle.interval.ms", "10000");
    }

    /** {@code localhost} can be two addresses; clients try both, and a listener has one. */
    private static String bindAddress(BrokerOptions options) {
        return options.host().equals("localhost") ? "127.0.0.1" : options.host();
    }

    /** No client can connect to "all addresses". */
    private static String advertisedHost(BrokerOptions options) {
        return options.host().equals("0.0.0.0") || options.host().equals("::") ? "localhost" : options.host();
    }
}
