package io.casebook.standalone.doctor;

import io.casebook.standalone.broker.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The loopback address and the ports on it. */
final class NetworkExamination {
    private static final String LOCALHOST = "localhost";
    private static final String LOOPBACK = "loopback";

    private NetworkExamination() {}

    static Finding loopback() {
        try {
            var address = InetAddress.getByName(LOCALHOST);
            if (!address.isLoopbackAddress()) {
                return Finding.wrong(
                        LOOPBACK,
                        "localhost is %s".formatted(address.getHostAddress()),
                        "add the line `127.0.0.1 localhost` to /etc/hosts");
            }
            try (var server = new ServerSocket(0, 1, address);
                    var client = new Socket(address, server.getLocalPort())) {
                return Finding.fine(
                        LOOPBACK,
                        "localhost is %s and connects"
                                .formatted(client.getInetAddress().getHostAddress()));
            }
        } catch (UnknownHostException e) {
            return Finding.wrong(
                    LOOPBACK, "localhost is not known", "add the line `127.0.0.1 localhost` to /etc/hosts");
        } catch (IOException e) {
            return Finding.wrong(
                    LOOPBACK,
                    "no connection to localhost: %s".formatted(e.getMessage()),
                    "let programs connect to this machine itself: look at the firewall or the sandbox");
        }
    }

    /** A port that the Casebook in the same data folder holds is as it should be. */
    static Finding port(String subject, int port, String option, @Nullable String holder) {
        try {
            if (port == 0 || Ports.isFree("127.0.0.1", port)) {
                return Finding.fine(subject, port == 0 ? "a free one is taken" : "%d is free".formatted(port));
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address needs no look-up", e);
        }
        if (holder != null) {
            return Finding.fine(subject, "%d is in use while a Casebook runs".formatted(port));
        }
        return Finding.wrong(
                subject,
                "%d is in use".formatted(port),
                "stop what listens there, or start with %s 0 for a free one".formatted(option));
    }
}
