package io.casebook.knowledge.gaps;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import io.casebook.vocabulary.event.ConversationErased;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ConversationFinished;
import io.casebook.vocabulary.event.ConversationStarted;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.HandedBack;
import io.casebook.vocabulary.event.HandedOff;
import io.casebook.vocabulary.event.HumanReplied;
import io.casebook.vocabulary.event.KnowledgeGapFound;
import io.casebook.vocabulary.event.LanguageDetected;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.ResourceAttached;
import io.casebook.vocabulary.event.TurnStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the conversation log that knows what customers asked lately, and what came of it. It holds as many questions as it may:
 * beyond that the conversations that began first go. An erased conversation goes at once. One thread adds events; any thread reads.
 */
public final class GapBook {
    private static final String RESOLVED = "resolved";

    private final int mostQuestions;
    private final Duration lookBack;
    private final Map<String, CaseNotes> cases = new LinkedHashMap<>();
    private int held;
    private long version;
    private long erasures;
    private Instant newest = Instant.EPOCH;

    /**
     * @param mostQuestions how many questions are held
     * @param lookBack how long before the newest event a question may have been asked
     */
    public GapBook(int mostQuestions, Duration lookBack) {
        this.mostQuestions = mostQuestions;
        this.lookBack = lookBack;
    }

    /** Adds the next event of a conversation. */
    public synchronized void apply(ConversationEvent event) {
        if (event.occurredAt().isAfter(newest)) {
            newest = event.occurredAt();
        }
        if (event.payload() instanceof ConversationErased) {
            forget(event.conversationId());
            version++;
            erasures++;
            return;
        }
        var notes = cases.get(event.conversationId());
        if (notes == null) {
            // What is known only from its middle on is of no use, except that a customer may come back to an old case.
            notes = new CaseNotes();
            cases.put(event.conversationId(), notes);
        }
        var before = notes.size();
        if (note(notes, event)) {
            version++;
        }
        held += notes.size() - before;
        keepBounded();
    }

    /** Every question that is held, oldest first. */
    public synchronized List<AskedQuestion> questions() {
        var since = newest.minus(lookBack);
        return cases.values().stream()
                .flatMap(notes -> notes.questions().stream())
                .filter(question -> !question.askedAt().isBefore(since))
                .sorted(Comparator.comparing(AskedQuestion::askedAt)
                        .thenComparing(AskedQuestion::conversationId)
                        .thenComparingInt(AskedQuestion::turn))
                .toList();
    }

    /** Whether a conversation is held: it is neither erased nor too old. */
    public synchronized boolean holds(String conversationId) {
        return cases.containsKey(conversationId);
    }

    /** Changes whenever what is held does. */
    public synchronized long version() {
        return version;
    }

    /** How many conversations were erased: what they left must not be shown a moment longer. */
    synchronized long erasures() {
        return erasures;
    }

    /** The agents that were asked. */
    public synchronized Set<String> agents() {
        return cases.values().stream().map(CaseNotes::agentId).collect(Collectors.toSet());
    }

    /** When the newest event was decided. */
    public synchronized Instant newest() {
        return newest;
    }

    /** Returns true when the questions changed. */
    private static boolean note(CaseNotes notes, ConversationEvent event) {
        switch (event.payload()) {
            case ConversationStarted started -> notes.begins(started.agentId());
            case LanguageDetected detected -> notes.speaks(detected.language());
            case ResourceAttached resource -> {
                notes.knows(PeopleNames.in(text(resource.content())));
                return notes.size() > 0;
            }
            case CustomerMessageReceived message -> notes.says(message.messageId(), text(message.body()));
            case ReplySent sent -> notes.agentSaid(sent.messageId(), event.turn());
            case TurnStarted turn -> {
                return notes.turnBegins(event, turn.messageIds());
            }
            case KnowledgeGapFound gap -> {
                notes.lacks(gap, event.turn());
                return true;
            }
            case HandedOff ignored -> {
                notes.handedOff(event.turn());
                return true;
            }
            case HumanReplied replied -> {
                notes.knows(replied.humanId() == null ? Set.of() : Set.of(replied.humanId()));
                notes.humanSays(event.turn(), text(replied.body()));
                return true;
            }
            case HandedBack ignored -> {
                notes.settled();
                return true;
            }
            case ConversationFinished finished
            when finished.reasonCode().equals(RESOLVED) -> {
                notes.settled();
                return true;
            }
            default -> {
                // The log has many kinds of events; these few tell of questions and answers.
            }
        }
        return false;
    }

    private void keepBounded() {
        var eldest = cases.entrySet().iterator();
        while ((held > mostQuestions || cases.size() > mostQuestions) && eldest.hasNext()) {
            held -= eldest.next().getValue().size();
            eldest.remove();
        }
    }

    private void forget(String conversationId) {
        var notes = cases.remove(conversationId);
        held -= notes == null ? 0 : notes.size();
    }

    /** Sealed text tells nothing. */
    private static String text(@Nullable PersonalText text) {
        return text == null || text.plain() == null ? "" : Personal.plain(text);
    }
}
