package io.casebook.standalone.program;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/**
 * Where Kafka is: one or more brokers. Asked with a plain connection before Kafka's own client is made, which would try for a minute
 * and say so in its log only.
 *
 * @param brokers host and port of each
 */
public record KafkaAddress(List<Broker> brokers) {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int LAST_PORT = 65_535;

    public KafkaAddress {
        brokers = List.copyOf(brokers);
    }

    /** One broker. */
    record Broker(String host, int port) {
        boolean answers() {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** The address in a text such as {@code one:9092,two:9092}. */
    public static KafkaAddress of(String text) {
        return new KafkaAddress(Arrays.stream(text.split(","))
                .map(String::strip)
                .map(KafkaAddress::broker)
                .toList());
    }

    /** Fails the command with what to do about it when no broker answers. */
    public void requireAnswer(String remedy) {
        if (brokers.stream().noneMatch(Broker::answers)) {
            var all = String.join(",", brokers.stream().map(Broker::toString).toList());
            throw CommandFailure.failed("no Kafka broker answers at %s; %s".formatted(all, remedy));
        }
    }

    private static Broker broker(String text) {
        var colon = text.lastIndexOf(':');
        try {
            var port = Integer.parseInt(text.substring(colon + 1));
            if (colon > 0 && port > 0 && port <= LAST_PORT) {
                return new Broker(text.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a text without a port.
        }
        throw CommandFailure.misused("--kafka is '%s'; write it as HOST:PORT".formatted(text));
    }
}
