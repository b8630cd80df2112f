package io.casebook.knowledge.gaps;

import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.KnowledgeGapFound;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is remembered of one conversation while its questions are. */
final class CaseNotes {
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_QUESTION = 1_000;
    private static final int LONGEST_REPLY = 2_000;
    private static final int MOST_WAITING = 50;
    private static final int MOST_SENT = 50;
    private static final int MOST_NAMES = 20;

    private final Map<String, String> waiting = bounded(MOST_WAITING);
    /** The messages of the newest question, by id: a turn that answers them again answers that question. */
    private final Map<String, String> said = bounded(MOST_WAITING);

    private final Map<String, Integer> turnOfMessage = bounded(MOST_SENT);
    private final TreeMap<Integer, AskedQuestion> questions = new TreeMap<>();
    private final Set<String> names = new TreeSet<>();
    private String agentId = "";
    private String language = "en";

    void begins(String agent) {
        agentId = agent;
    }

    String agentId() {
        return agentId;
    }

    void speaks(String tag) {
        language = tag;
        // The language is told in the turn that it is first heard in, after the turn has begun.
        var newest = questions.lastEntry();
        if (newest != null && !newest.getValue().language().equals(tag)) {
            questions.put(newest.getKey(), newest.getValue().in(tag));
        }
    }

    void knows(Collection<String> people) {
        var before = names.size();
        people.stream().limit(MOST_NAMES - names.size()).forEach(names::add);
        if (names.size() > before) {
            questions.replaceAll((turn, question) -> question.among(names));
        }
    }

    void says(String messageId, String text) {
        waiting.put(messageId, cut(text, LONGEST_MESSAGE));
    }

    /**
     * A turn has a question where it brings words that no turn before it had. Where it answers earlier ones with them, because that turn
     * was superseded or its reply withdrawn, it is still the one question, with all its words.
     *
     * @return true when there is something new
     */
    boolean turnBegins(ConversationEvent event, List<String> messageIds) {
        var fresh = new LinkedHashMap<String, String>();
        for (var messageId : messageIds) {
            var text = waiting.remove(messageId);
            if (text != null && !text.isBlank()) {
                fresh.put(messageId, text.strip());
            }
        }
        if (fresh.isEmpty()) {
            return false;
        }
        var newest = questions.lastEntry();
        if (newest == null || messageIds.stream().noneMatch(said::containsKey)) {
            said.clear();
            said.putAll(fresh);
            questions.put(
                    event.turn(),
                    AskedQuestion.of(
                            event.conversationId(),
                            event.turn(),
                            agentId,
                            language,
                            event.occurredAt(),
                            words(),
                            names));
        } else {
            said.putAll(fresh);
            questions.put(newest.getKey(), newest.getValue().saying(words()));
        }
        return true;
    }

    private String words() {
        return cut(String.join("\n", said.values()), LONGEST_QUESTION);
    }

    void agentSaid(String messageId, int turn) {
        turnOfMessage.put(messageId, turn);
    }

    /** A judgement of a message is about the turn that sent it; one of a turn without words of the customer about the one before. */
    void lacks(KnowledgeGapFound gap, int turn) {
        var about = gap.messageId() == null ? null : turnOfMessage.get(gap.messageId());
        change(about == null ? turn : about, question -> question.because(gap.cause()));
    }

    void handedOff(int turn) {
        change(turn, AskedQuestion::handedOver);
    }

    /** People answer the question at hand, and those before it that the agent only answered with a question of its own. */
    void humanSays(int turn, String text) {
        for (var at = questions.floorEntry(turn); at != null; at = unanswered(questions.lowerEntry(at.getKey()))) {
            questions.put(at.getKey(), at.getValue().answered(cut(text, LONGEST_REPLY)));
        }
    }

    private static Map.@Nullable Entry<Integer, AskedQuestion> unanswered(
            Map.@Nullable Entry<Integer, AskedQuestion> at) {
        return at != null && open(at.getValue()) ? at : null;
    }

    private static boolean open(AskedQuestion question) {
        return question.isGap() && question.replies().isEmpty() && !question.handedOff();
    }

    void settled() {
        questions.replaceAll((turn, question) -> question.settled());
    }

    List<AskedQuestion> questions() {
        questions.replaceAll((turn, question) -> question.masking());
        return List.copyOf(questions.values());
    }

    int size() {
        return questions.size();
    }

    private void change(int turn, UnaryOperator<AskedQuestion> change) {
        var at = questions.floorEntry(turn);
        if (at != null) {
            questions.put(at.getKey(), change.apply(at.getValue()));
        }
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}
