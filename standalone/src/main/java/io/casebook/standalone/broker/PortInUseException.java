package io.casebook.standalone.broker;

import java.io.IOException;

/** Something else listens on a port that was asked for. */
public final class PortInUseException extends IOException {
    private final int port;

    PortInUseException(String host, int port) {
        super("port %d of %s is in use or not allowed".formatted(port, host));
        this.port = port;
    }

    /** The port. */
    public int port() {
        return port;
    }
}
