package io.casebook.tools.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Sockets that only connect to addresses that calls may go to: for drivers that can be told which sockets to use. Drivers make it
 * themselves, by its name and one text.
 */
public final class GuardedSockets extends SocketFactory {
    private final Network network;

    /** @param declared what the installation declares, as {@link Network#declared()} writes it */
    public GuardedSockets(String declared) {
        this.network = Network.of(declared.isEmpty() ? List.of() : List.of(declared.split(",")));
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(network);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress from, int fromPort) throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    private Socket connected(InetSocketAddress to) throws IOException {
        var socket = createSocket();
        socket.connect(to);
        return socket;
    }

    /** Looks at the very address that it connects to. */
    private static final class GuardedSocket extends Socket {
        private final Network network;

        GuardedSocket(Network network) {
            this.network = network;
        }

        @Override
        public void connect(SocketAddress to) throws IOException {
            connect(to, 0);
        }

        @Override
        public void connect(SocketAddress to, int timeout) throws IOException {
            if (!(to instanceof InetSocketAddress address) || address.isUnresolved()) {
                throw new UnknownHostException("an address that could not be looked up");
            }
            network.requireAllowed(address.getHostString(), address.getAddress());
            super.connect(to, timeout);
        }
    }
}
