package io.casebook.tools.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that promises to keep its connections and closes each after a number of answers, as servers do whose time for it is up. */
public final class ClosingServer implements AutoCloseable {
    private final ServerSocket listening;
    private final int answersPerConnection;
    private final String farewell;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore closed = new Semaphore(0);

    ClosingServer(int answersPerConnection) {
        this(answersPerConnection, "");
    }

    /** @param farewell what it says before it closes a connection, without having been asked */
    ClosingServer(int answersPerConnection, String farewell) {
        this(plain(), answersPerConnection, farewell);
    }

    /** On a socket of somebody else's, which may speak TLS. */
    public ClosingServer(ServerSocket listening, int answersPerConnection, String farewell) {
        this.listening = listening;
        this.answersPerConnection = answersPerConnection;
        this.farewell = farewell;
        Thread.ofVirtual().start(this::accept);
    }

    private static ServerSocket plain() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Where it listens. */
    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections were made. */
    public int connections() {
        return connections.get();
    }

    /** How many requests came. */
    public int requests() {
        return requests.get();
    }

    /** Returns when one more connection has been closed. */
    public void awaitClosed() throws InterruptedException {
        closed.acquire();
    }

    private void accept() {
        try {
            while (true) {
                var connection = listening.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            for (var answer = 0; answer < answersPerConnection && readRequest(in); answer++) {
                requests.incrementAndGet();
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.US_ASCII));
            }
            connection.getOutputStream().write(farewell.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The other side has gone.
        }
        closed.release();
    }

    private static boolean readRequest(InputStream in) throws IOException {
        var length = 0;
        var seen = false;
        for (var line = line(in); line != null; line = line(in)) {
            if (line.isEmpty()) {
                in.skipNBytes(length);
                return seen;
            }
            seen = true;
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length =
                        Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
            }
        }
        return false;
    }

    private static @org.jspecify.annotations.Nullable String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
