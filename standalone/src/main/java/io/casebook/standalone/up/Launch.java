package io.casebook.standalone.up;

import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.models.ModelsFileException;
import io.casebook.standalone.broker.FolderLock;
import io.casebook.standalone.broker.PortInUseException;
import io.casebook.standalone.broker.Ports;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.program.KafkaAddress;
import io.casebook.standalone.publish.AgentFolder;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * One start of everything: first all that can be refused, then the broker on a thread of its own, then the services. Static where the
 * framework makes the objects that need it.
 */
final class Launch {
    private static final String PRIVATE_HOSTS = "casebook.tools.private-hosts";
    private static volatile @Nullable Launch current;

    private final Plan plan;
    private final Settings settings;
    private final Ending ending = new Ending();
    private @Nullable AgentFolder agent;
    private @Nullable KafkaPart kafka;
    private int httpPort;

    Launch(Plan plan, Settings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    /** The start that goes on in this process; null where the services were started by something else, such as a test. */
    static @Nullable Launch current() {
        return current;
    }

    /** Starts everything and returns when it was ended; the exit code. */
    int run() {
        var folder = usableAgent();
        agent = folder;
        requireKeysBeyondLoopback();
        requireModels();
        requireOutsideKafka();
        httpPort = usableHttpPort();
        ending.lastly(FolderLock.open(plan.data()));
        var part = KafkaPart.prepare(plan);
        kafka = part;
        ending.lastly(part);
        ending.install();
        part.start();
        var shop = SampleShop.startFor(folder, plan.data());
        if (shop != null) {
            ending.lastly(shop);
        }
        configure(folder, part);
        if (shop != null) {
            declare(shop.url());
        }
        current = this;
        ending.servicesBegin(part);
        Quarkus.run(ServicesRun.class, (code, problem) -> ending.servicesEnded(code, problem));
        return 0;
    }

    Plan plan() {
        return plan;
    }

    AgentFolder agent() {
        return java.util.Objects.requireNonNull(agent);
    }

    KafkaPart kafka() {
        return java.util.Objects.requireNonNull(kafka);
    }

    int httpPort() {
        return httpPort;
    }

    private AgentFolder usableAgent() {
        AgentFolder folder;
        try {
            folder = AgentFolder.read(plan.agent());
        } catch (IOException e) {
            throw CommandFailure.misused(String.valueOf(e.getMessage()));
        }
        folder.report().forEach(System.err::println);
        if (folder.errors() > 0) {
            throw CommandFailure.misused(
                    "the agent in %s has %d errors; nothing was started".formatted(plan.agent(), folder.errors()));
        }
        return folder;
    }

    private void requireKeysBeyondLoopback() {
        try {
            var loopback = InetAddress.getByName(plan.httpHost()).isLoopbackAddress();
            if (!loopback && settings.value("casebook.api-keys").isBlank()) {
                throw CommandFailure.misused(
                        "--http-host %s would let others in without a key; set CASEBOOK_API_KEYS, or listen on localhost"
                                .formatted(plan.httpHost()));
            }
        } catch (UnknownHostException e) {
            throw CommandFailure.misused(
                    "--http-host %s is not known; give an address of this machine".formatted(plan.httpHost()));
        }
    }

    private void requireModels() {
        var models = plan.models();
        if (models == null) {
            return;
        }
        if (!Files.isRegularFile(models)) {
            throw CommandFailure.misused("there is no file %s (--models)".formatted(models));
        }
        try {
            var _ = ModelsFile.parse(models);
        } catch (ModelsFileException e) {
            throw CommandFailure.misused(
                    "the models cannot be used; nothing was started%n%s".formatted(e.getMessage()));
        }
    }

    private void requireOutsideKafka() {
        var outside = plan.kafka();
        if (outside != null) {
            KafkaAddress.of(outside)
                    .requireAnswer("check the address (--kafka), or leave it out to start a broker here");
        }
    }

    private int usableHttpPort() {
        try {
            return Ports.usable(plan.httpHost(), plan.httpPort());
        } catch (PortInUseException e) {
            throw CommandFailure.failed(
                    "HTTP %s; stop what listens there, or choose another with --http-port (0 takes a free one)"
                            .formatted(e.getMessage()));
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "the HTTP API cannot listen on %s: %s".formatted(plan.httpHost(), e.getMessage()));
        }
    }

    private void configure(AgentFolder folder, KafkaPart part) {
        settings.handOver();
        set("quarkus.http.host", plan.httpHost());
        set("quarkus.http.port", Integer.toString(httpPort));
        set("casebook.kafka.bootstrap", part.bootstrap());
        set("casebook.prefix", plan.prefix());
        set("casebook.data", plan.data().toString());
        set("casebook.agent", folder.definition().agentId());
        var models = plan.models();
        if (models != null) {
            set("casebook.models", models.toAbsolutePath().toString());
        }
    }

    /** Where tools may call no private address by default, they may call the shop that was started for them. */
    private void declare(String shop) {
        var declared = settings.value(PRIVATE_HOSTS);
        if (!declared.isBlank() || !settings.value("casebook.api-keys").isBlank()) {
            var host = URI.create(shop).getHost();
            set(PRIVATE_HOSTS, declared.isBlank() ? host : declared + "," + host);
        }
    }

    private static void set(String key, String value) {
        System.setProperty(key, value);
    }
}
