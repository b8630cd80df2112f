package io.casebook.gateway;

import io.casebook.gateway.completion.BuiltinModel;
import io.casebook.gateway.completion.Completions;
import io.casebook.gateway.completion.Models;
import io.casebook.gateway.completion.RecentResults;
import io.casebook.gateway.completion.Tasks;
import io.casebook.gateway.cost.DailyBudget;
import io.casebook.gateway.endpoint.Transport;
import io.casebook.gateway.models.ModelsFile;
import io.casebook.gateway.models.ModelsFileException;
import io.casebook.platform.definition.DefinitionCatalog;
import io.casebook.platform.embedding.Embeddings;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.Topics;
import io.casebook.vocabulary.llm.CompletionAnswer;
import io.casebook.vocabulary.llm.CompletionResult;
import io.casebook.vocabulary.llm.ModelTaskResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Makes the parts of the service that know nothing of beans; a wrong setting or models file stops the start. */
@ApplicationScoped
class GatewayBeans {
    /** Turns that somebody waits for, turns that nobody waits for, and tasks. */
    private static final int WORKERS = 3;

    private static final Logger LOG = Logger.getLogger(GatewayBeans.class);

    @Produces
    @Singleton
    GatewaySettings settings(GatewayConfig config, ModelsConfig models) {
        return new GatewaySettings(
                config.enabled(),
                config.interactiveInFlight(),
                config.backgroundInFlight(),
                config.tasksInFlight(),
                config.definitionWait(),
                config.rememberedResults(),
                config.rememberFor(),
                config.cachedAnswers(),
                config.cacheFor(),
                config.mostAnswerBytes(),
                config.backoff(),
                models.models().filter(path -> !path.isBlank()).map(Path::of).orElse(null));
    }

    @Produces
    @Singleton
    ModelsFile modelsFile(GatewaySettings settings) {
        if (settings.models() == null) {
            return ModelsFile.EMPTY;
        }
        try {
            var file = ModelsFile.parse(settings.models());
            file.unusable(System::getenv)
                    .forEach((name, reason) -> LOG.warnf("model unusable: model=%s reason=%s", name, reason));
            return file;
        } catch (ModelsFileException e) {
            throw new IllegalArgumentException("the models file cannot be used:\n" + e.getMessage(), e);
        }
    }

    @Produces
    @Singleton
    BuiltinModel builtinModel(Embeddings embeddings) {
        return new BuiltinModel(embeddings);
    }

    @Produces
    @Singleton
    Transport transport(GatewaySettings settings) {
        return new Transport(settings.mostAnswerBytes());
    }

    void close(@Disposes Transport transport) {
        transport.close();
    }

    @Produces
    @Singleton
    Models models(GatewaySettings settings, ModelsFile file, BuiltinModel builtin, Transport transport) {
        return new Models(builtin, file, System::getenv, transport, settings.backoff());
    }

    @Produces
    @Singleton
    RecentResults<CompletionResult> recentResults(GatewaySettings settings) {
        return new RecentResults<>(
                settings.rememberedResults(), settings.rememberFor(), CompletionResult::requestId, result -> true);
    }

    @Produces
    @Singleton
    RecentResults<ModelTaskResult> recentTasks(GatewaySettings settings) {
        return new RecentResults<>(
                settings.rememberedResults(),
                settings.rememberFor(),
                ModelTaskResult::taskId,
                result -> result.outcome() instanceof CompletionAnswer);
    }

    @Produces
    @Singleton
    PastResults<ModelTaskResult> pastTasks(
            GatewaySettings settings, KafkaClients clients, Topics topics, RecentResults<ModelTaskResult> recent) {
        return new PastResults<>(clients, topics.llmTaskResults(), settings.rememberFor(), recent);
    }

    @Produces
    @Singleton
    Tasks tasks(Models models, RecentResults<ModelTaskResult> recent) {
        return new Tasks(models, recent);
    }

    @Produces
    @Singleton
    DailyBudget dailyBudget(ModelsFile models) {
        return new DailyBudget(models.budgets(), InstantSource.system());
    }

    @Produces
    @Singleton
    LimitShares limitShares(Models models) {
        return new LimitShares(models, WORKERS);
    }

    @Produces
    @Singleton
    PastResults<CompletionResult> pastResults(
            GatewaySettings settings, KafkaClients clients, Topics topics, RecentResults<CompletionResult> recent) {
        return new PastResults<>(clients, topics.llmResults(), settings.rememberFor(), recent);
    }

    @Produces
    @Singleton
    Completions completions(
            GatewaySettings settings,
            Models models,
            DefinitionCatalog definitions,
            RecentResults<CompletionResult> recent) {
        return new Completions(models, definitions::compiled, settings.definitionWait(), recent);
    }
}
