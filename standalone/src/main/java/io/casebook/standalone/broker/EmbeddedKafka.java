package io.casebook.standalone.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.jboss.logging.Logger;

/**
 * A Kafka broker in this process: broker and controller in one node.
 *
 * <p>{@code EmbeddedKafka.start(BrokerOptions.in(folder))} gives a running one. {@link #prepare} gives one whose address is known and
 * whose folder is checked and locked, so that others can begin to work while {@link #start()} runs.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedKafka.class);
    private static final int BROKER_DIED = 70;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

    private final BrokerOptions options;
    private final FolderLock lock;
    private final int port;
    private final KafkaRaftServer server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean started;

    private EmbeddedKafka(BrokerOptions options, FolderLock lock, int port, KafkaRaftServer server) {
        this.options = options;
        this.lock = lock;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @throws BrokerStartException if it cannot, with what to do about it
     */
    public static EmbeddedKafka start(BrokerOptions options) {
        return prepare(options).start();
    }

    /**
     * Checks everything that can be checked, locks the folder and picks the port.
     *
     * @throws BrokerStartException if the broker could not start
     */
    public static EmbeddedKafka prepare(BrokerOptions options) {
        var port = port(options);
        var lock = BrokerStorage.open(options.folder());
        try {
            var config = new KafkaConfig(BrokerProperties.of(options, port, Ports.free()), false);
            return new EmbeddedKafka(options, lock, port, new KafkaRaftServer(config, Time.SYSTEM));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw failed(options, e);
        }
    }

    /**
     * Starts it and returns when it serves.
     *
     * @throws BrokerStartException if it cannot, with what to do about it
     */
    public EmbeddedKafka start() {
        Exit.setHaltProcedure(EmbeddedKafka::diedOfItself);
        Exit.setExitProcedure(EmbeddedKafka::diedOfItself);
        try {
            server.startup();
            started = true;
            return this;
        } catch (RuntimeException e) {
            close();
            throw failed(options, e);
        }
    }

    /** Where clients connect, as {@code host:port}. */
    public String bootstrap() {
        var host = options.host().equals("0.0.0.0") || options.host().equals("::") ? "localhost" : options.host();
        return host + ":" + port;
    }

    /** The port for clients. */
    public int port() {
        return port;
    }

    /** Stops it so that the next start need not recover, and frees the folder. Further calls do nothing. */
    @Override
    public void close() {
        // Also while it starts: whoever ends the process does not wait for the broker to be up first.
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            shutDown();
        } finally {
            lock.close();
        }
    }

    /**
     * Kafka waits for its own controller's leave to go, up to five minutes. Nobody takes over from a single node, and what it has
     * written recovers from any end, so it is not waited for that long.
     */
    private void shutDown() {
        var stopping = Thread.ofPlatform().name("casebook-broker-stop").daemon().start(() -> {
            server.shutdown();
            if (started) {
                server.awaitShutdown();
            }
        });
        try {
            if (!stopping.join(STOP_WITHIN)) {
                LOG.warnf("the broker did not stop within %d s; the next start recovers", STOP_WITHIN.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int port(BrokerOptions options) {
        try {
            return Ports.usable(options.host(), options.port());
        } catch (PortInUseException e) {
            throw new BrokerStartException(
                    "%s; stop what listens there, or use `--kafka-port 0` for a free one".formatted(e.getMessage()), e);
        } catch (IOException e) {
            throw new BrokerStartException(
                    "the broker cannot listen on %s (%s); give an address of this machine"
                            .formatted(options.host(), e.getMessage()),
                    e);
        }
    }

    private static BrokerStartException failed(BrokerOptions options, Exception e) {
        if (e instanceof BrokerStartException known) {
            return known;
        }
        var cause = e instanceof KafkaException && e.getCause() != null ? e.getCause() : e;
        return new BrokerStartException(
                "the Kafka broker did not start with the data in %s (%s: %s); see the log above, or choose another folder with --data"
                        .formatted(
                                options.folder().toAbsolutePath(),
                                cause.getClass().getSimpleName(),
                                cause.getMessage()),
                e);
    }

    /** Kafka ends the process when its disk fails or its metadata cannot be written; it says why in the log only. */
    private static void diedOfItself(int status, String message) {
        LOG.errorf(
                "the Kafka broker gave up (status %d%s): its disk is full or failed, see the log above; free some space and start again",
                status, message == null ? "" : ", " + message);
        Runtime.getRuntime().halt(status == 0 ? BROKER_DIED : status);
    }
}
