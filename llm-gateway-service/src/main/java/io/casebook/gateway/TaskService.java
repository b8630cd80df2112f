package io.casebook.gateway;

import io.casebook.gateway.completion.Tasks;
import io.casebook.gateway.cost.DailyBudget;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.platform.health.ServiceReadiness;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RequestWorker;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.llm.ModelTask;
import io.casebook.vocabulary.llm.ModelTaskResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Does the work that belongs to no turn of a conversation. It has a worker of its own, so that no customer's request waits for a place
 * behind it; at the models its lane says who goes first.
 */
@ApplicationScoped
public class TaskService {
    static final String NAME = "llm-gateway-tasks";

    private final GatewaySettings settings;
    private final Tasks tasks;
    private final PastResults<ModelTaskResult> past;
    private final ModelsFile models;
    private final DailyBudget budget;
    private final LimitShares shares;
    private final Topics topics;
    private final KafkaClients clients;
    private final DeadLetters deadLetters;
    private final ServiceReadiness readiness;
    private final CallMetrics metrics;
    private volatile @Nullable TopicFollower<ModelTaskResult> spending;
    private volatile @Nullable RequestWorker<ModelTask, ModelTaskResult> worker;

    TaskService(
            GatewaySettings settings,
            Tasks tasks,
            PastResults<ModelTaskResult> past,
            ModelsFile models,
            DailyBudget budget,
            LimitShares shares,
            Topics topics,
            KafkaClients clients,
            DeadLetters deadLetters,
            ServiceReadiness readiness,
            MeterRegistry registry) {
        this.settings = settings;
        this.tasks = tasks;
        this.past = past;
        this.models = models;
        this.budget = budget;
        this.shares = shares;
        this.topics = topics;
        this.clients = clients;
        this.deadLetters = deadLetters;
        this.readiness = readiness;
        this.metrics = new CallMetrics(registry);
    }

    void start(@Observes StartupEvent event) {
        if (!settings.enabled()) {
            return;
        }
        readiness.register(NAME, this::ready, () -> "work that belongs to no conversation");
        if (!models.budgets().none()) {
            spending = TopicFollower.of(topics.llmTaskResults(), clients, deadLetters)
                    .named(NAME + "-budget")
                    .start(record -> budget.count(record.value()));
        }
        worker = RequestWorker.<ModelTask, ModelTaskResult>named(NAME)
                .requests(topics.llmTasks())
                .isolation(Isolation.READ_UNCOMMITTED)
                .results(topics.llmTaskResults(), ModelTaskResult::taskId)
                .handler(this::answer)
                .afterPublish(metrics::completed)
                .inFlight(settings.tasksInFlight())
                .onAssignment(assignment -> {
                    shares.assigned(NAME, assignment);
                    past.recollect(assignment.added());
                })
                .clients(clients)
                .deadLetters(deadLetters)
                .start();
    }

    private ModelTaskResult answer(ModelTask task) {
        var usedUp = budget.usedUp(task.tenantId());
        return usedUp == null ? tasks.answer(task) : Tasks.refused(task, DailyBudget.EXHAUSTED, usedUp);
    }

    void stop(@Observes ShutdownEvent event) {
        readiness.unregister(NAME);
        var working = worker;
        if (working != null) {
            working.close();
        }
        var follower = spending;
        if (follower != null) {
            follower.close();
        }
    }

    /** Whether tasks are read. */
    public boolean ready() {
        var working = worker;
        var follower = spending;
        return working != null && working.ready() && (follower == null || follower.isCaughtUp());
    }
}
