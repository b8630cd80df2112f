package io.casebook.knowledge.articles;

import io.casebook.vocabulary.Actor;
import io.casebook.vocabulary.knowledge.ArticleChange;
import io.casebook.vocabulary.knowledge.ArticleRecord;
import io.casebook.vocabulary.knowledge.ArticleRetired;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the knowledge log in line with an agent's folder: writes what is new or changed, retires what is gone. A file that could
 * not be read changes nothing: the version that was published before stays.
 */
public final class KnowledgePublisher {
    private final ArticleLog log;
    private final ArticleShelf shelf;
    private final String tenantId;
    private final Actor actor;
    private final InstantSource clock;

    /**
     * @param log where changes are written
     * @param shelf the articles as they are now; it must have read the log to its end
     * @param tenantId whose installation
     * @param actor who publishes
     * @param clock gives the time of publication
     */
    public KnowledgePublisher(ArticleLog log, ArticleShelf shelf, String tenantId, Actor actor, InstantSource clock) {
        this.log = log;
        this.shelf = shelf;
        this.tenantId = tenantId;
        this.actor = actor;
        this.clock = clock;
    }

    /**
     * Publishes a folder and waits until the log holds every change.
     *
     * @throws CompletionException if the log could not be written; publishing again writes what is missing
     */
    public PublishReport publish(FolderReading folder) {
        var problems = new ArrayList<>(folder.problems());
        var added = 0;
        var changed = 0;
        var unchanged = 0;
        var changes = new ArrayList<ArticleRecord>();
        for (var article : folder.articles()) {
            var known = shelf.find(article.articleId());
            if (known == null) {
                added++;
                changes.add(record(article.articleId(), article.content()));
            } else if (!belongsTo(folder.agentId(), known)) {
                problems.add(new ArticleProblem(
                        Objects.requireNonNullElse(article.content().path(), article.articleId()),
                        0,
                        "the id `%s` belongs to an article of %s; choose another id"
                                .formatted(article.articleId(), owner(known))));
            } else if (known.version()
                    .content()
                    .contentHash()
                    .equals(article.content().contentHash())) {
                unchanged++;
            } else {
                changed++;
                changes.add(record(article.articleId(), article.content()));
            }
        }
        if (folder.seen() == FolderReading.Seen.NOTHING
                && published(folder).findAny().isPresent()) {
            problems.add(
                    new ArticleProblem(
                            "knowledge",
                            0,
                            "the folder is not there, so nothing was retired; to retire all articles of the agent leave it empty"));
        }
        var gone = gone(folder);
        gone.forEach(
                id -> changes.add(record(id, new ArticleRetired().withReason("its file is no longer in the folder"))));
        var position = write(changes);
        var doubts = changes.isEmpty() ? List.<ArticleProblem>of() : doubts(folder, changes);
        return new PublishReport(added, changed, unchanged, gone.size(), problems, doubts, position);
    }

    /** What was written now and says nearly the same as another article that the agent finds. */
    private List<ArticleProblem> doubts(FolderReading folder, List<ArticleRecord> changes) {
        var written = changes.stream().map(ArticleRecord::articleId).collect(Collectors.toSet());
        var paths = new HashMap<String, String>();
        var alike = new NearDuplicates();
        for (var article : folder.articles()) {
            var content = article.content();
            paths.put(article.articleId(), Objects.requireNonNullElse(content.path(), article.articleId()));
            alike.add(article.articleId(), content.title(), content.body());
        }
        for (var article : shelf.articles()) {
            var content = article.version().content();
            if (content.path() == null
                    && (content.agentId() == null || content.agentId().equals(folder.agentId()))
                    && !paths.containsKey(article.version().articleId())) {
                alike.add(article.version().articleId(), content.title(), content.body());
            }
        }
        return alike.pairs(written::contains).stream()
                .map(pair -> {
                    var id = written.contains(pair.other()) ? pair.other() : pair.one();
                    var twin = id.equals(pair.other()) ? pair.one() : pair.other();
                    var message =
                            "says nearly the same as `%s` (%.0f %% of their words); keep one, or say how they differ"
                                    .formatted(twin, pair.share() * 100);
                    return new ArticleProblem(paths.getOrDefault(id, id), 0, message);
                })
                .toList();
    }

    private long write(List<ArticleRecord> changes) {
        var acknowledgements = changes.stream()
                .map(change -> log.append(change).toCompletableFuture())
                .toList();
        return acknowledgements.stream()
                .mapToLong(acknowledgement -> acknowledgement.join())
                .max()
                .orElse(-1);
    }

    /** Articles of the agent that came from a file which is no longer there. */
    private List<String> gone(FolderReading folder) {
        if (folder.seen() != FolderReading.Seen.WHOLE) {
            return List.of();
        }
        var present = folder.articles().stream().map(FolderArticle::articleId).collect(Collectors.toSet());
        var unusable = folder.problems().stream().map(ArticleProblem::file).collect(Collectors.toSet());
        return published(folder)
                .filter(article -> !present.contains(article.version().articleId()))
                .filter(article -> {
                    var path = String.valueOf(article.version().content().path());
                    return !unusable.contains(path) && !unusable.contains(FileKind.sidecar(path));
                })
                .map(article -> article.version().articleId())
                .toList();
    }

    private Stream<ShelvedArticle> published(FolderReading folder) {
        return shelf.articles().stream().filter(article -> belongsTo(folder.agentId(), article));
    }

    private static boolean belongsTo(String agentId, ShelvedArticle article) {
        var content = article.version().content();
        return content.path() != null && agentId.equals(content.agentId());
    }

    private static String owner(ShelvedArticle article) {
        var content = article.version().content();
        return content.path() == null ? "the API" : "the agent " + content.agentId();
    }

    private ArticleRecord record(String articleId, ArticleChange change) {
        return new ArticleRecord(articleId, tenantId, clock.instant(), actor, change);
    }
}
