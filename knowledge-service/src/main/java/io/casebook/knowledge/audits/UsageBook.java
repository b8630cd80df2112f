package io.casebook.knowledge.audits;

import io.casebook.vocabulary.Citation;
import io.casebook.vocabulary.PassageRef;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import io.casebook.vocabulary.event.ReplyDrafted;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts which articles conversations use: a fold of the log. Written by one thread, read by any. */
public final class UsageBook {
    private final Map<String, Usage.Count> counts = new HashMap<>();
    private @Nullable Instant since;

    /** Takes the next event of the log; those of different conversations in any order. */
    public synchronized void apply(ConversationEvent event) {
        var at = event.occurredAt();
        since = since == null || at.isBefore(since) ? at : since;
        switch (event.payload()) {
            case KnowledgeRetrieved found -> {
                var ids = new LinkedHashSet<String>();
                found.passages().stream().map(PassageRef::articleId).forEach(ids::add);
                ids.forEach(id -> add(id, new Usage.Count(1, 0, at)));
            }
            case ReplyDrafted draft -> {
                var ids = new LinkedHashSet<String>();
                draft.citations().stream().map(Citation::articleId).forEach(ids::add);
                ids.forEach(id -> add(id, new Usage.Count(0, 1, at)));
            }
            default -> {
                // All other events say nothing about articles.
            }
        }
    }

    /** The counts so far. */
    public synchronized Usage usage() {
        return new Usage(since, counts);
    }

    private void add(String id, Usage.Count one) {
        counts.merge(
                id,
                one,
                (before, more) -> new Usage.Count(
                        before.found() + more.found(),
                        before.cited() + more.cited(),
                        before.lastFound().isAfter(more.lastFound()) ? before.lastFound() : more.lastFound()));
    }
}
