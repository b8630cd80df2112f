package io.casebook.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casebook.knowledge.passages.PassageText;
import io.casebook.knowledge.past.ArticleHistory;
import io.casebook.knowledge.past.UsedPassage;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.publish.TopicSnapshot;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.KnowledgeRetrieved;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a conversation was given to read at a step, from the logs themselves, and what became of it. */
final class KnowledgeUsed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConversationEvent event;
    private final KnowledgeRetrieved retrieved;
    private final List<UsedPassage> passages;

    private KnowledgeUsed(ConversationEvent event, KnowledgeRetrieved retrieved, List<UsedPassage> passages) {
        this.event = event;
        this.retrieved = retrieved;
        this.passages = passages;
    }

    /** The search that the step at a sequence rested on: the latest of its turn up to there. */
    static KnowledgeUsed at(Connection connection, String conversationId, long sequence) {
        var events = LogQuestions.eventsOf(connection, conversationId, sequence);
        var turn = events.getLast().turn();
        var found = events.reversed().stream()
                .filter(event -> event.turn() == turn && event.payload() instanceof KnowledgeRetrieved)
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed(nothingSearched(connection, conversationId, sequence)));
        var history = new ArticleHistory();
        TopicSnapshot.read(connection.kafkaClients(), connection.topics().articles(), history::add);
        var retrieved = (KnowledgeRetrieved) found.payload();
        var today = Instant.now();
        return new KnowledgeUsed(
                found,
                retrieved,
                retrieved.passages().stream()
                        .map(passage -> history.look(passage, today))
                        .toList());
    }

    private static String nothingSearched(Connection connection, String conversationId, long sequence) {
        var searches = LogQuestions.eventsOf(connection, conversationId, null).stream()
                .filter(event -> event.payload() instanceof KnowledgeRetrieved)
                .map(event -> String.valueOf(event.sequence()))
                .collect(Collectors.joining(", "));
        return "no articles were searched in the turn of sequence %d up to there; the conversation %s"
                .formatted(
                        sequence,
                        searches.isEmpty() ? "has no searches at all" : "has searches at the sequences " + searches);
    }

    void print(Printer printer) {
        printer.line("sequence %d, turn %d: %d passages, knowledge position %d, answerability %.3f%s%s"
                .formatted(
                        event.sequence(),
                        event.turn(),
                        passages.size(),
                        retrieved.position(),
                        retrieved.answerability(),
                        retrieved.orderedBy() == null ? "" : ", ordered by " + retrieved.orderedBy(),
                        retrieved.failure() == null ? "" : ", not searched: " + retrieved.failure()));
        for (var passage : passages) {
            print(printer, passage);
        }
    }

    private static void print(Printer printer, UsedPassage passage) {
        var used = passage.used();
        var then = passage.then();
        printer.line("");
        printer.line("%.3f  %s  (%s, position %d, passage %d)"
                .formatted(
                        used.score(),
                        then == null ? "?" : then.title(),
                        used.articleId(),
                        used.articlePosition(),
                        used.passage()));
        if (then != null) {
            then.text().lines().forEach(line -> printer.line("       " + line));
        }
        printer.line("       today: " + words(passage));
        if (passage.today() == UsedPassage.Today.CHANGED) {
            passage.removed().forEach(line -> printer.line("       - " + line));
            passage.added().forEach(line -> printer.line("       + " + line));
        }
    }

    private static String words(UsedPassage passage) {
        return switch (passage.today()) {
            case SAME -> "the same";
            case CHANGED -> "changed, position " + passage.position();
            case GONE -> "the article says nothing of the kind any more, position " + passage.position();
            case SWITCHED_OFF -> "the article is a draft or switched off";
            case NOT_VALID -> "the article does not hold now, its valid_from or valid_to says so";
            case RETIRED -> "the article was taken away";
            case UNKNOWN -> "the knowledge log does not have it as it was used";
        };
    }

    ObjectNode json() {
        var json = JSON.createObjectNode();
        json.put("sequence", event.sequence());
        json.put("turn", event.turn());
        json.put("position", retrieved.position());
        json.put("answerability", retrieved.answerability());
        json.put("ordered_by", retrieved.orderedBy());
        json.put("failure", retrieved.failure());
        var list = json.putArray("passages");
        for (var passage : passages) {
            var one = list.addObject();
            one.put("article_id", passage.used().articleId());
            one.put("article_position", passage.used().articlePosition());
            one.put("passage", passage.used().passage());
            one.put("score", passage.used().score());
            one.put("visibility", passage.used().visibility().name().toLowerCase(Locale.ROOT));
            one.put("today", passage.today().name().toLowerCase(Locale.ROOT));
            one.put("then", text(passage.then()));
            one.put("now", text(passage.now()));
            one.put("position_now", passage.position());
            passage.removed().forEach(one.putArray("removed")::add);
            passage.added().forEach(one.putArray("added")::add);
        }
        return json;
    }

    private static @Nullable String text(@Nullable PassageText passage) {
        return passage == null ? null : passage.text();
    }
}
