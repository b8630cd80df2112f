package io.casebook.tools.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class GuardedSocketsTest {
    private static ServerSocket listening() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @Test
    void a_socket_does_not_connect_to_a_private_address_whatever_name_stands_for_it() throws IOException {
        var sockets = new GuardedSockets(Network.ofPublicAddresses().declared());
        try (var server = listening();
                var socket = sockets.createSocket()) {
            var to = InetAddress.getByAddress(
                    "shop.example.com", InetAddress.getLoopbackAddress().getAddress());

            assertThatThrownBy(() -> socket.connect(new InetSocketAddress(to, server.getLocalPort()), 1_000))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThatThrownBy(() -> sockets.createSocket(to, server.getLocalPort()))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThat(socket.isConnected()).isFalse();
        }
    }

    @Test
    void it_connects_where_the_installation_declares_the_address() throws IOException {
        var sockets = new GuardedSockets(Network.of(Network.THIS_MACHINE).declared());
        try (var server = listening();
                var socket = sockets.createSocket("localhost", server.getLocalPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void an_address_that_nobody_has_looked_up_is_not_looked_up_here() throws IOException {
        try (var socket = new GuardedSockets("").createSocket()) {
            assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("localhost", 1)))
                    .isInstanceOf(UnknownHostException.class);
        }
    }
}
