package io.casebook.standalone.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What an {@link EmbeddedKafka} is started with.
 *
 * @param folder where its data lives, from one start to the next
 * @param host the address it listens on and tells its clients; {@code localhost} is the loopback address alone
 * @param port the port for clients; 0 takes a free one
 * @param fsync whether every record is forced to the disk before it is acknowledged, which replication does elsewhere
 * @param overrides broker settings that differ from Casebook's
 */
public record BrokerOptions(Path folder, String host, int port, boolean fsync, Map<String, String> overrides) {

    public BrokerOptions {
        overrides = Map.copyOf(overrides);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
        }
    }

    /** A broker on a free port of the loopback address with its data in this folder. */
    public static BrokerOptions in(Path folder) {
        return new BrokerOptions(folder, "localhost", 0, false, Map.of());
    }

    /** The same on this port. */
    public BrokerOptions withPort(int other) {
        return new BrokerOptions(folder, host, other, fsync, overrides);
    }

    /** The same on this address. */
    public BrokerOptions withHost(String other) {
        return new BrokerOptions(folder, other, port, fsync, overrides);
    }

    /** The same with or without forcing every record to the disk. */
    public BrokerOptions withFsync(boolean other) {
        return new BrokerOptions(folder, host, port, other, overrides);
    }

    /** The same with one broker setting of another value. */
    public BrokerOptions with(String setting, String value) {
        var all = new HashMap<>(overrides);
        all.put(setting, value);
        return new BrokerOptions(folder, host, port, fsync, all);
    }
}
