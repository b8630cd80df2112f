package io.casebook.standalone.publish;

import io.casebook.knowledge.articles.ArticleFolder;
import io.casebook.knowledge.articles.FolderReading;
import io.casebook.knowledge.articles.FolderWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/**
 * A folder of articles that is published again whenever it has changed. Nobody looks on, so that it is careful: what cannot be published now
 * is tried again, and a folder in which nothing is left at once, as one whose disk is away, retires nothing.
 */
public final class WatchedArticles {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Path folder;
    private final String agentId;
    private final Publishing publishing;
    private final Consumer<String> trouble;
    private final FolderWatch watch;
    private Duration pause = LOOK_EVERY;

    /** What is done with a folder that has changed. */
    @FunctionalInterface
    public interface Publishing {
        /** Publishes what was read. */
        void publish(FolderReading reading);
    }

    /**
     * @param folder the folder; as it is now it counts as published
     * @param agentId the agent that the articles belong to
     * @param publishing publishes them
     * @param trouble told in one line what went wrong
     * @throws IOException if the folder cannot be listed
     */
    public WatchedArticles(Path folder, String agentId, Publishing publishing, Consumer<String> trouble)
            throws IOException {
        this.folder = folder;
        this.agentId = agentId;
        this.publishing = publishing;
        this.trouble = trouble;
        this.watch = new FolderWatch(folder);
    }

    /**
     * Looks at the folder once, and publishes it if it has changed and come to rest.
     *
     * @return how long to wait before the next look
     */
    public Duration look() {
        try {
            if (watch.changed()) {
                publish(ArticleFolder.read(folder, agentId));
                watch.taken();
            }
            pause = LOOK_EVERY;
        } catch (IOException | KafkaException | CompletionException e) {
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            trouble.accept("not published (%s); the next try is in %d s".formatted(reason(e), pause.toSeconds()));
        }
        return pause;
    }

    private void publish(FolderReading reading) {
        if (reading.articles().isEmpty() && reading.problems().isEmpty()) {
            trouble.accept(folder
                    + " holds no article any more, so nothing was retired; if that is meant, publish it once without"
                    + " --watch");
            return;
        }
        publishing.publish(reading);
    }

    private static String reason(Exception e) {
        var cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
