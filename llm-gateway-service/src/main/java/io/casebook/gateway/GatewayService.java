package io.casebook.gateway;

import io.casebook.conversation.definition.AgentDefinition;
import io.casebook.conversation.definition.ModelRole;
import io.casebook.conversation.definition.ModelRoles;
import io.casebook.gateway.completion.BuiltinModel;
import io.casebook.gateway.completion.Completions;
import io.casebook.gateway.completion.Models;
import io.casebook.gateway.cost.AnswerCache;
import io.casebook.gateway.cost.DailyBudget;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RequestWorker;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.event.Lane;
import io.casebook.vocabulary.llm.CompletionRequest;
import io.casebook.vocabulary.llm.CompletionResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the service. Requests come on two topics and are worked on by two workers: however much background work there
 * is, it takes no place of a waiting customer's request. Requests may be uncommitted: a call that turns out to be in vain costs
 * less than every call waiting for the commit.
 */
@ApplicationScoped
public class GatewayService {
    private static final Logger LOG = Logger.getLogger(GatewayService.class);
    private static final String NAME = "llm-gateway";
    private static final int PERCENT = 100;

    private final GatewaySettings settings;
    private final Completions completions;
    private final Models routes;
    private final PastResults<CompletionResult> past;
    private final BuiltinModel builtin;
    private final ModelsFile models;
    private final Embeddings embeddings;
    private final DefinitionCatalog definitions;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final ServiceReadiness readiness;
    private final CallMetrics metrics;
    private final DailyBudget budget;
    private final LimitShares shares;
    private final AnswerCache cache;
    private volatile @Nullable TopicFollower<CompletionResult> spending;
    private volatile @Nullable RequestWorker<CompletionRequest, CompletionResult> interactive;
    private volatile @Nullable RequestWorker<CompletionRequest, CompletionResult> background;

    GatewayService(
            GatewaySettings settings,
            Completions completions,
            Models routes,
            PastResults<CompletionResult> past,
            BuiltinModel builtin,
            ModelsFile models,
            DailyBudget budget,
            LimitShares shares,
            Embeddings embeddings,
            DefinitionCatalog definitions,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters,
            ServiceReadiness readiness,
            MeterRegistry registry) {
        this.settings = settings;
        this.completions = completions;
        this.routes = routes;
        this.past = past;
        this.builtin = builtin;
        this.models = models;
        this.embeddings = embeddings;
        this.definitions = definitions;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.readiness = readiness;
        this.metrics = new CallMetrics(registry);
        this.budget = budget;
        this.shares = shares;
        this.cache = new AnswerCache(settings.cachedAnswers(), settings.cacheFor(), registry);
    }

    void start(@Observes StartupEvent event) {
        if (!settings.enabled()) {
            return;
        }
        readiness.register(NAME, this::ready, this::detail);
        if (!models.budgets().none()) {
            spending = TopicFollower.of(topics.llmResults(), clients, deadLetters)
                    .named(NAME + "-budget")
                    .start(record -> budget.count(record.value()));
        }
        definitions.onPublished(this::prepare);
        interactive = worker(NAME, Lane.INTERACTIVE, topics.llmRequests(), settings.interactiveInFlight());
        background =
                worker(NAME + "-background", Lane.BACKGROUND, topics.llmBackground(), settings.backgroundInFlight());
    }

    private RequestWorker<CompletionRequest, CompletionResult> worker(
            String name, Lane lane, Topic<CompletionRequest> requests, int inFlight) {
        return RequestWorker.<CompletionRequest, CompletionResult>named(name)
                .requests(requests)
                .isolation(Isolation.READ_UNCOMMITTED)
                .results(topics.llmResults(), CompletionResult::conversationId)
                .handler(request -> answer(request, lane))
                .afterPublish((request, result) -> metrics.completed(request, lane, result))
                .inFlight(inFlight)
                .onAssignment(assignment -> {
                    // What was answered before by whoever had these partitions is not asked for again.
                    shares.assigned(name, assignment);
                    past.recollect(assignment.added());
                })
                .clients(clients)
                .deadLetters(deadLetters)
                .start();
    }

    private CompletionResult answer(CompletionRequest asked, Lane lane) {
        var request = asked.withModels(models.resolve(asked.models(), asked.conversationId()));
        var refusal = budget.refusal(request);
        return refusal != null
                ? refusal
                : cache.answer(budget.affordable(request), affordable -> completions.answer(affordable, lane));
    }

    /** Looks at a definition before its first conversation does: are its models there, and what are its procedures like? */
    private void prepare(AgentDefinition definition) {
        var roles = definition.models().models();
        roles.forEach((role, names) -> names.stream()
                .filter(name -> !models.knows(name))
                .forEach(name -> LOG.warnf(
                        "unknown model: agent=%s role=%s model=%s; add it to the models file or change agent.yaml",
                        definition.agentId(), role.key(), name)));
        warnOfUnknownPrices(definition);
        if (definition.models().of(ModelRole.CLASSIFY).contains(ModelRoles.BUILTIN)) {
            Thread.ofVirtual().name("learn-intents").start(() -> learn(definition));
        }
    }

    /** Where money is limited, a model without a price is used as if it cost nothing. */
    private void warnOfUnknownPrices(AgentDefinition definition) {
        definition.models().models().values().stream()
                .flatMap(names -> models.resolve(names, "").stream())
                .distinct()
                .map(models.models()::get)
                .filter(spec -> spec != null && spec.prices().at(Instant.now()) == null)
                .forEach(spec -> LOG.warnf(
                        "no price: agent=%s model=%s; its cost is not counted for limits and budgets in US dollars until the models file"
                                + " has usd_per_million for it",
                        definition.agentId(), spec.name()));
    }

    private void learn(AgentDefinition definition) {
        try {
            builtin.learn(definition);
        } catch (RuntimeException e) {
            // The first request tries again, and its result will say what is wrong.
            LOG.warnf(
                    "intents not learnt: agent=%s error=%s",
                    definition.agentId(), e.getClass().getName());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        readiness.unregister(NAME);
        var first = interactive;
        if (first != null) {
            first.close();
        }
        var second = background;
        if (second != null) {
            second.close();
        }
        var follower = spending;
        if (follower != null) {
            follower.close();
        }
    }

    /** Whether requests of both lanes are read. */
    public boolean ready() {
        var first = interactive;
        var second = background;
        var follower = spending;
        return first != null
                && first.ready()
                && second != null
                && second.ready()
                && embeddings.ready()
                && (follower == null || follower.isCaughtUp());
    }

    private String detail() {
        return "%d models beside the built-in one, %.0f %% of their limits"
                .formatted(models.models().size(), routes.share() * PERCENT);
    }
}
