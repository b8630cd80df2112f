package io.casebook.platform.kafka;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.SearchRequest;
import io.casebook.vocabulary.knowledge.SearchResult;
import java.time.Instant;
import java.util.List;

/** Requests and results for tests of the machinery that carries them. */
final class Searches {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private Searches() {}

    static SearchRequest request(String id) {
        return new SearchRequest(
                id,
                "default",
                "c1",
                1,
                1,
                "shop",
                Personal.text("where is my order, I am Ada"),
                3,
                List.of(Visibility.PUBLIC),
                NOW,
                NOW.plusSeconds(5));
    }

    static SearchResult answer(SearchRequest request) {
        return new SearchResult(request.requestId(), "default", request.conversationId(), 1, 1, NOW, 0, List.of(), 1.0);
    }
}
