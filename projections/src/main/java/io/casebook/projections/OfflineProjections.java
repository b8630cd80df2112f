package io.casebook.projections;

import io.casebook.platform.config.PlatformSettings;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topics;
import io.casebook.projections.follow.Progress;
import io.casebook.projections.follow.Projector;
import io.casebook.projections.follow.ProjectorJob;
import io.casebook.projections.query.QueryResult;
import io.casebook.projections.query.SqlQuestion;
import io.casebook.projections.read.TableCounts;
import io.casebook.projections.store.ProjectionException;
import io.casebook.projections.store.ProjectionStore;
import io.casebook.projections.store.StoreLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** The tables without a running service: for the command line. */
public final class OfflineProjections {
    private static final Duration QUERY_LIMIT = Duration.ofMinutes(5);

    private OfflineProjections() {}

    /**
     * Asks in SQL.
     *
     * @throws ProjectionException if the file cannot be used, for example because a service has it open
     * @throws io.casebook.projections.query.QueryRefusedException if it is no question
     */
    public static QueryResult query(Path file, String sql, int mostRows) {
        try (var store = ProjectionStore.openReadOnly(file, StoreLimits.DEFAULT)) {
            return new SqlQuestion(QUERY_LIMIT).ask(store, sql, mostRows);
        }
    }

    /**
     * How the tables are.
     *
     * @throws ProjectionException if the file cannot be used
     */
    public static Standing standing(Path file) {
        try (var store = ProjectionStore.openReadOnly(file, StoreLimits.DEFAULT)) {
            return new Standing(store.positions(), TableCounts.of(store));
        }
    }

    /**
     * Computes the tables anew from the beginning of the log. Waits for Kafka as long as it takes.
     *
     * @param settings where the log is
     * @param file the file of the tables; replaced where it is damaged
     * @param progress told now and then
     * @throws ProjectionException if the file cannot be used
     */
    public static void rebuild(PlatformSettings settings, Path file, Consumer<Progress> progress) {
        var clients = KafkaClients.of(settings);
        var topics = new Topics(settings.prefix(), settings.partitions());
        var publisher = new RecordPublisher(clients, "casebook-projections-rebuild");
        var job =
                new ProjectorJob(file, StoreLimits.DEFAULT, topics.log(), clients, new DeadLetters(publisher, topics));
        try (var projector = new Projector(job)) {
            projector.rebuild(progress).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProjectionException fault ? fault : e;
        } finally {
            publisher.close();
        }
    }

    /**
     * How the tables are.
     *
     * @param positions the next offset of each partition of the log
     * @param rows rows of each table
     */
    public record Standing(Map<Integer, Long> positions, Map<String, Long> rows) {
        public Standing {
            positions = Map.copyOf(positions);
        }
    }
}
