package io.casebook.knowledge.in;

import io.casebook.knowledge.KnowledgeService;
import io.casebook.knowledge.KnowledgeSettings;
import io.casebook.knowledge.search.Found;
import io.casebook.knowledge.search.KnowledgeIndex;
import io.casebook.knowledge.search.SearchQuery;
import io.casebook.knowledge.search.Shortlist;
import io.casebook.knowledge.tasks.Ordering;
import io.casebook.platform.http.ApiException;
import io.casebook.platform.http.Code;
import io.casebook.platform.http.Ids;
import io.casebook.vocabulary.Visibility;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Searches by API: now, or as of a position or a moment. */
@Path("/v1/knowledge/search")
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {
    private static final int DEFAULT_PASSAGES = 5;
    private static final int MAX_QUERY = 2_000;
    private static final int MAX_TOKENS = 1_000_000;
    /** Who calls sets the time: a model's bound is its own. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final KnowledgeService service;
    private final KnowledgeIndex index;
    private final Ordering ordering;
    private final Duration positionWait;

    SearchResource(KnowledgeService service, KnowledgeIndex index, Ordering ordering, KnowledgeSettings settings) {
        this.service = service;
        this.index = index;
        this.ordering = ordering;
        this.positionWait = settings.positionWait();
    }

    /**
     * Searches.
     *
     * @param q the question
     * @param k how many passages at most
     * @param at position, or moment, of the knowledge log; the newest where not given
     * @param visibility who is looking: {@code public}, {@code users} (sees public articles too) or {@code internal} (sees all)
     * @param language language tag of who is looking
     * @param agentId the agent that is looking; articles of every agent are found where not given
     * @param audience groups that who is looking belongs to
     * @param validAt moment at which the articles must hold; that of {@code at} where not given
     * @param topic only articles of these topics and of those below them
     * @param context what was said before the question
     * @param maxTokens how many tokens the passages may have together, about
     */
    @GET
    public SearchView search(
            @QueryParam("q") @Nullable String q,
            @QueryParam("k") @Nullable String k,
            @QueryParam("at") @Nullable String at,
            @QueryParam("visibility") @Nullable String visibility,
            @QueryParam("language") @Nullable String language,
            @QueryParam("agent_id") @Nullable String agentId,
            @QueryParam("audience") List<String> audience,
            @QueryParam("valid_at") @Nullable String validAt,
            @QueryParam("topic") List<String> topic,
            @QueryParam("context") @Nullable String context,
            @QueryParam("max_tokens") @Nullable String maxTokens) {
        if (q == null || q.isBlank() || q.length() > MAX_QUERY) {
            throw ApiException.invalid("q", "`q` must be a question of 1 to " + MAX_QUERY + " characters");
        }
        if (context != null && context.length() > MAX_QUERY) {
            throw ApiException.invalid("context", "`context` must be at most " + MAX_QUERY + " characters");
        }
        var tokens = QueryNumbers.whole("max_tokens", maxTokens, 1, MAX_TOKENS, 0);
        topic.forEach(id -> Ids.requireValid("topic", id));
        var passages = QueryNumbers.whole("k", k, 1, SearchQuery.MAX_PASSAGES, DEFAULT_PASSAGES);
        var visibilities = visibilities(visibility);
        ArticlesResource.requireCaughtUp(service);
        var place = place(at, Instant.now());
        var moment = validAt == null || validAt.isEmpty() ? place.moment() : moment("valid_at", validAt);
        var query = new SearchQuery(
                        q,
                        passages,
                        visibilities,
                        Set.copyOf(audience),
                        agentId == null || agentId.isEmpty() ? null : Ids.requireValid("agent_id", agentId),
                        language == null || language.isEmpty() ? null : language,
                        moment)
                .withContext(context)
                .withTokens(tokens)
                .withTopics(Set.copyOf(topic));
        var shortlist = index.shortlist(place.position(), query);
        return SearchView.of(place.isNow() ? ordered(shortlist) : shortlist.found(), moment);
    }

    private Found ordered(Shortlist shortlist) {
        try {
            return ordering.found(shortlist, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(Code.UNAVAILABLE, "the service is stopping; repeat the call later");
        }
    }

    /** A position and the moment at which what holds there is to hold. What was asked for by a position or a moment is not now. */
    private record Place(long position, Instant moment, boolean isNow) {}

    private Place place(@Nullable String at, Instant now) {
        if (at == null || at.isEmpty()) {
            return new Place(index.position(), now, true);
        }
        if (!at.matches("-?\\d+")) {
            var moment = moment("at", at);
            if (moment.isAfter(now)) {
                throw ApiException.invalid("at", "`at` lies in the future: what will be found then is not known yet");
            }
            return new Place(index.positionAt(moment), moment, false);
        }
        var position = position(at);
        // The last moment at which this was the newest position: now, or when the next record came.
        var superseded = index.shelf().supersededAt(position);
        var moment = superseded == null || superseded.isAfter(now) ? now : superseded.minusNanos(1_000);
        return new Place(position, moment, false);
    }

    private long position(String text) {
        try {
            var position = Long.parseLong(text);
            if (position < -1) {
                throw badAt();
            }
            if (!index.awaitPosition(position, positionWait)) {
                throw new ApiException(
                        Code.FAILED_PRECONDITION,
                        "position_not_reached: the index is at position %d, not yet at %d; ask again later or for an earlier one"
                                .formatted(index.position(), position));
            }
            return position;
        } catch (NumberFormatException e) {
            throw badAt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(Code.UNAVAILABLE, "the service is stopping; repeat the call later");
        }
    }

    private static ApiException badAt() {
        return ApiException.invalid("at", "`at` must be a position from -1 on or a time such as 2026-01-31T12:00:00Z");
    }

    private static Instant moment(String field, String text) {
        try {
            // A plus sign of the zone arrives as a space where the caller did not escape it.
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw field.equals("at")
                    ? badAt()
                    : ApiException.invalid(field, "`" + field + "` must be a time such as 2026-01-31T12:00:00Z");
        }
    }

    private static Set<Visibility> visibilities(@Nullable String text) {
        return switch (text == null || text.isEmpty() ? "public" : text) {
            case "public" -> EnumSet.of(Visibility.PUBLIC);
            case "users" -> EnumSet.of(Visibility.PUBLIC, Visibility.USERS);
            case "internal" -> EnumSet.allOf(Visibility.class);
            default -> throw ApiException.invalid("visibility", "`visibility` must be public, users or internal");
        };
    }
}
