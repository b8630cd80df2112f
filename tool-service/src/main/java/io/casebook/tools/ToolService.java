package io.casebook.tools;

import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.RequestWorker;
import io.casebook.platform.kafka.Topics;
import io.casebook.tools.call.Origin;
import io.casebook.tools.later.InboundReturns;
import io.casebook.tools.ledger.KafkaLedger;
import io.casebook.tools.ledger.LimitedReads;
import io.casebook.tools.ledger.WriteCalls;
import io.casebook.tools.run.ToolCaller;
import io.casebook.tools.run.Whys;
import io.casebook.tools.sandbox.SandboxAnswers;
import io.casebook.tools.template.Installation;
import io.casebook.tools.vault.Vault;
import io.casebook.vocabulary.DefinitionRef;
import io.casebook.vocabulary.event.ToolEffect;
import io.casebook.vocabulary.tool.LedgerEntry;
import io.casebook.vocabulary.tool.ToolCallRequest;
import io.casebook.vocabulary.tool.ToolCallResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the service: two workers on the same topic of requests. Tools that read are called as soon as the request is
 * written; tools that write only once the transaction that asked for them is committed, and only by a worker that has read the
 * whole ledger.
 */
@ApplicationScoped
public class ToolService {
    private static final Logger LOG = Logger.getLogger(ToolService.class);
    private static final String NAME = "tools";

    private final ToolSettings settings;
    private final KafkaClients clients;
    private final RecordPublisher publisher;
    private final DeadLetters deadLetters;
    private final Topics topics;
    private final DefinitionCatalog definitions;
    private final ServiceReadiness readiness;
    private final Vault vault;
    private final Reach reach;
    private final CallMetrics metrics;
    private @Nullable Running running;
    private boolean stopped;

    /** What there is while the service runs. */
    private record Running(
            Connections connections, InboundReturns returns, KafkaLedger ledger, ToolCalls calls, Workers workers) {}

    /** The two workers, each once it may begin. */
    private static final class Workers {
        private volatile @Nullable RequestWorker<ToolCallRequest, ToolCallResult> reads;
        private volatile @Nullable RequestWorker<ToolCallRequest, ToolCallResult> writes;

        boolean ready() {
            var reading = reads;
            var writing = writes;
            return reading != null && reading.ready() && writing != null && writing.ready();
        }

        /** Both at the same time: each may take a few seconds to finish what is under way. */
        void close() {
            var reading = reads;
            var closing = Thread.ofVirtual().start(() -> {
                if (reading != null) {
                    reading.close();
                }
            });
            var writing = writes;
            if (writing != null) {
                writing.close();
            }
            try {
                closing.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    ToolService(
            ToolSettings settings,
            KafkaClients clients,
            RecordPublisher publisher,
            DeadLetters deadLetters,
            Topics topics,
            DefinitionCatalog definitions,
            ServiceReadiness readiness,
            Vault vault,
            Reach reach,
            MeterRegistry registry) {
        this.settings = settings;
        this.clients = clients;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.topics = topics;
        this.definitions = definitions;
        this.readiness = readiness;
        this.vault = vault;
        this.reach = reach;
        this.metrics = new CallMetrics(registry);
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    /** Begins to work, as soon as Kafka is there. */
    synchronized void start() {
        readiness.register(NAME, this::ready, this::detail);
        var returns = new InboundReturns(topics.inbound(), clients, deadLetters);
        var connections = new Connections(
                settings.calls(),
                Installation.ofProcess(settings.secretsDir()),
                returns.returns(),
                Math.max(1, Math.min(settings.readsInFlight(), settings.writesInFlight()) / 2),
                reach);
        var caller = new ToolCaller(settings.calls(), InstantSource.system(), vault);
        var cache = new ResultCache(settings.cacheBytes());
        var ledger = new KafkaLedger(
                topics.toolLedger(),
                clients,
                publisher,
                deadLetters,
                settings.ledger().timeout(),
                settings.ledger().lines(),
                settings.ledger().bytes(),
                entry -> forgetDoubtful(cache, entry));
        var calls = new ToolCalls(
                definitions::find,
                new CompiledTools(connections.kinds()),
                caller,
                new WriteCalls(
                        ledger,
                        new CallerTries(caller),
                        new CheckInquiry(caller, InstantSource.system()),
                        InstantSource.system()),
                new LimitedReads(ledger, InstantSource.system()),
                cache,
                vault,
                settings.sandbox(),
                new SandboxAnswers(settings.recordings()),
                InstantSource.system());
        var begun = new Running(connections, returns, ledger, calls, new Workers());
        running = begun;
        // The first customer should not wait for compilers.
        definitions.onPublished(calls::prepare);
        var known = definitions.caughtUp();
        var _ = known.thenRun(() -> beginReads(begun));
        var _ = known.thenCombine(ledger.caughtUp(), (definitionsRead, ledgerRead) -> ledger.size())
                .thenAccept(remembered -> beginWrites(begun, remembered));
    }

    /** What a call makes doubtful, in this service or another, is asked anew in its conversation. */
    private void forgetDoubtful(ResultCache cache, LedgerEntry entry) {
        cache.forget(entry.conversationId(), question -> {
            var definition = definitions.find(new DefinitionRef(question.agent(), question.version()));
            var written = definition == null ? null : definition.tool(entry.tool());
            return written != null && written.invalidates().contains(question.tool());
        });
    }

    /** Finishes what is under way, a few seconds at most, and ends. */
    void stop() {
        Running ending;
        synchronized (this) {
            stopped = true;
            ending = running;
            running = null;
        }
        readiness.unregister(NAME);
        if (ending != null) {
            ending.workers().close();
            ending.ledger().close();
            ending.connections().close();
            ending.returns().close();
        }
    }

    /** True once both workers read. */
    public boolean ready() {
        var now = now();
        return now != null && now.workers().ready();
    }

    /**
     * Answers a request of somebody who calls by hand, under the same rules and with nobody having judged it before; null where the service is not ready.
     *
     * @param request a request with a call id of its own
     */
    public @Nullable Tried tried(ToolCallRequest request) {
        var now = now();
        return now == null || !now.workers().ready()
                ? null
                : Tried.of(Whys.hearing(() -> answer(now.calls(), request, Origin.BY_HAND)));
    }

    private ToolCallResult answer(ToolCalls calls, ToolCallRequest request, Origin origin) {
        var begun = System.nanoTime();
        var result = calls.answer(request, origin);
        metrics.record(result, Duration.ofNanos(System.nanoTime() - begun));
        return result;
    }

    private synchronized void beginReads(Running begun) {
        if (!stopped) {
            begun.workers().reads = worker(
                    "tool-reads", Isolation.READ_UNCOMMITTED, ToolEffect.READ, settings.readsInFlight(), begun.calls());
        }
    }

    private synchronized void beginWrites(Running begun, int remembered) {
        if (!stopped) {
            LOG.infof("the ledger of tool calls is read: calls=%d", remembered);
            begun.workers().writes = worker(
                    "tool-writes",
                    Isolation.READ_COMMITTED,
                    ToolEffect.WRITE,
                    settings.writesInFlight(),
                    begun.calls());
        }
    }

    private RequestWorker<ToolCallRequest, ToolCallResult> worker(
            String name, Isolation isolation, ToolEffect effect, int inFlight, ToolCalls calls) {
        return RequestWorker.<ToolCallRequest, ToolCallResult>named(name)
                .requests(topics.toolRequests())
                .isolation(isolation)
                .results(topics.toolResults(), ToolCallResult::conversationId)
                .accepts(request -> request.effect() == effect)
                .handler(request -> answer(calls, request, Origin.CONVERSATION))
                .inFlight(inFlight)
                .clients(clients)
                .deadLetters(deadLetters)
                .start();
    }

    private synchronized @Nullable Running now() {
        return running;
    }

    private String detail() {
        var now = now();
        return now == null
                ? "stopped"
                : now.workers().ready()
                        ? "%d calls in the ledger".formatted(now.ledger().size())
                        : "reading the definitions and the ledger";
    }
}
