package io.casebook.standalone.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
public final class Ports {
    /**
     * Below what operating systems hand out for outgoing connections: a port from there could be taken by a client of ours between
     * being picked and being listened on.
     */
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;
    private static final String LOOPBACK = "127.0.0.1";

    /** What was given already: between that and the listener's start the port looks free to whoever asks next. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /** A port of the loopback address that nobody listens on now, and that this process was not given before. */
    public static int free() throws IOException {
        for (var i = 0; i < TRIES; i++) {
            var port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!GIVEN.contains(port) && isFree(LOOPBACK, port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IOException("no port from %d to %d is free".formatted(LOWEST, HIGHEST));
    }

    /**
     * The port that a listener can have: this one, or a free one for 0.
     *
     * @throws PortInUseException if something listens there already
     */
    public static int usable(String host, int port) throws IOException {
        if (port == 0) {
            return free();
        }
        if (!isFree(host, port)) {
            throw new PortInUseException(host, port);
        }
        GIVEN.add(port);
        return port;
    }

    /** True when a listener could have this port. */
    public static boolean isFree(String host, int port) throws UnknownHostException {
        var address = InetAddress.getByName(host);
        try (var socket = new ServerSocket()) {
            // As servers do, so that connections of an earlier process that linger do not count as a listener.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
