package io.casebook.knowledge.gaps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.knowledge.articles.ShelvedArticle;
import io.casebook.vocabulary.Visibility;
import io.casebook.vocabulary.knowledge.ArticleStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person decided on a proposal. It stands in the article that it was made for, so that the knowledge log is all that must be
 * kept.
 *
 * @param clusterId the cluster it was proposed for
 * @param state what was decided
 * @param question the question that leads the cluster, as a title; empty where it was rejected, which keeps no words
 * @param asked the whole question without personal data; null where it is not told
 * @param askedIn the conversation that the question is from; null where it is not told
 * @param title title of the article as it is now
 * @param body text of the article as it is now
 * @param visibility who may see it, as somebody chose last
 * @param agentId the agent it belongs to; empty for every agent
 * @param gaps how many gaps the cluster had at the decision
 * @param conversations the conversations whose replies it was made of
 * @param by who decided
 * @param at when it was decided
 * @param approvedAt when it was first approved; null where it was not
 * @param before how many of the cluster's questions ended in a hand-off until then; null where it is not told
 * @param reason why it was rejected; null where it was not
 * @param writtenBy who wrote what was decided on: a model, or {@link Proposal#PEOPLE}; null where nothing was proposed
 */
public record Review(
        String clusterId,
        State state,
        String question,
        @Nullable String asked,
        @Nullable String askedIn,
        String title,
        String body,
        Visibility visibility,
        String agentId,
        int gaps,
        List<String> conversations,
        String by,
        Instant at,
        @Nullable Instant approvedAt,
        @Nullable Share before,
        @Nullable String reason,
        @Nullable String writtenBy) {
    /** Ids of proposed articles begin with this; the cluster's id follows. */
    public static final String PREFIX = "proposal.";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GAP = "gap";

    /** How far a proposal has come. */
    public enum State {
        /** A person changed it, and nobody decided. */
        SAVED,
        /** It is an article. */
        APPROVED,
        /** Nobody should read it. */
        REJECTED;

        /** The name in JSON. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Review {
        conversations = List.copyOf(conversations);
    }

    /** Id of the article that the decision stands in. */
    public String articleId() {
        return PREFIX + clusterId;
    }

    /** The decision that stands in an article; null where the article was not proposed here. */
    public static @Nullable Review in(ShelvedArticle article) {
        var version = article.version();
        if (!version.articleId().startsWith(PREFIX)) {
            return null;
        }
        var content = version.content();
        var told = gap(content.data());
        var published = content.status() == ArticleStatus.PUBLISHED;
        var conversations = new ArrayList<String>();
        told.path("conversations").forEach(each -> conversations.add(each.asText()));
        var state = published
                ? State.APPROVED
                : told.path("state").asText().equals(State.REJECTED.wireName()) ? State.REJECTED : State.SAVED;
        return new Review(
                version.articleId().substring(PREFIX.length()),
                state,
                told.path("question").asText(state == State.REJECTED ? "" : content.title()),
                text(told, "asked"),
                text(told, "asked_in"),
                content.title(),
                content.body(),
                state == State.REJECTED ? visibility(told, content.visibility()) : content.visibility(),
                content.agentId() == null ? "" : content.agentId(),
                told.path("gaps").asInt(),
                conversations,
                told.path("by").asText(""),
                version.publishedAt(),
                published ? time(told.path("approved_at").asText(""), version.publishedAt()) : null,
                published ? share(told.path("before")) : null,
                text(told, "reason"),
                text(told, "written_by"));
    }

    /** Whether its words, or the question that it is about, are from one of some conversations. */
    boolean cameFrom(Set<String> some) {
        return conversations.stream().anyMatch(some::contains) || (askedIn != null && some.contains(askedIn));
    }

    /** Whether a person approved an article once, also where it was made a draft again since. */
    static boolean everApproved(ShelvedArticle article) {
        var content = article.version().content();
        return content.status() == ArticleStatus.PUBLISHED
                || gap(content.data()).path("state").asText().equals(State.APPROVED.wireName());
    }

    /** The decision as the article's data. */
    public String data() {
        var gap = JSON.createObjectNode()
                .put("cluster", clusterId)
                .put("state", state.wireName())
                .put("visibility", name(visibility))
                .put("gaps", gaps)
                .put("by", by);
        var from = gap.putArray("conversations");
        conversations.forEach(from::add);
        if (!question.isEmpty()) {
            gap.put("question", question);
        }
        putKnown(gap, "asked", asked);
        putKnown(gap, "asked_in", askedIn);
        putKnown(gap, "approved_at", approvedAt == null ? null : approvedAt.toString());
        if (before != null) {
            gap.putObject("before").put("questions", before.questions()).put("handed_off", before.handedOff());
        }
        putKnown(gap, "reason", reason);
        putKnown(gap, "written_by", writtenBy);
        return JSON.createObjectNode().set(GAP, gap).toString();
    }

    private static void putKnown(ObjectNode gap, String name, @Nullable String value) {
        if (value != null) {
            gap.put(name, value);
        }
    }

    private static @Nullable String text(JsonNode told, String name) {
        return told.path(name).isTextual() ? told.path(name).textValue() : null;
    }

    private static @Nullable Share share(JsonNode told) {
        var questions = told.path("questions").asInt();
        var handedOff = told.path("handed_off").asInt();
        return told.isObject() && handedOff >= 0 && questions >= handedOff ? new Share(questions, handedOff) : null;
    }

    /** The article of a rejection is internal whatever was chosen for the text before. */
    private static Visibility visibility(JsonNode told, Visibility otherwise) {
        return Stream.of(Visibility.values())
                .filter(each -> name(each).equals(told.path("visibility").asText()))
                .findFirst()
                .orElse(otherwise);
    }

    private static String name(Visibility visibility) {
        return visibility.name().toLowerCase(Locale.ROOT);
    }

    private static JsonNode gap(@Nullable String data) {
        try {
            return data == null
                    ? MissingNode.getInstance()
                    : JSON.readTree(data).path(GAP);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            // Somebody edited the article by API and left its data out: the effect is counted from then on.
            return otherwise;
        }
    }
}
