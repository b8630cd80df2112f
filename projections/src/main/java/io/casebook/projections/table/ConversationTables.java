package io.casebook.projections.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one conversation that can still change, and the messages that were added since they were written. */
public final class ConversationTables {
    private static final int MOST_DRAFTS = 4;

    private final ConversationRow row;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<Integer, TurnRow> changedTurns = new LinkedHashMap<>();
    private final List<MessageRow> newMessages = new ArrayList<>();
    private @Nullable TurnRow turn;
    private long erasedUpTo;

    /**
     * @param row the conversation as it was written last
     * @param turn its last turn; null where it had none
     */
    public ConversationTables(ConversationRow row, @Nullable TurnRow turn) {
        this.row = row;
        this.turn = turn;
    }

    /** A conversation of which nothing was written yet. */
    public static ConversationTables fresh(String conversationId) {
        return new ConversationTables(new ConversationRow(conversationId), null);
    }

    /** The conversation. */
    public ConversationRow row() {
        return row;
    }

    /** The turns that changed since they were written. */
    public Iterable<TurnRow> changedTurns() {
        return changedTurns.values();
    }

    /** The messages that were added since the last ones were written. */
    public List<MessageRow> newMessages() {
        return newMessages;
    }

    /** Sequence up to which a person's words must go; 0 where they may stay. */
    public long erasedUpTo() {
        return erasedUpTo;
    }

    /** Everything is written. */
    public void written() {
        changedTurns.clear();
        newMessages.clear();
        erasedUpTo = 0;
    }

    void begin(TurnRow started) {
        turn = started;
        changedTurns.put(started.turn, started);
    }

    /** The turn of that number, about to change; null where its beginning was never seen. */
    @Nullable
    TurnRow changing(int number) {
        var current = turn;
        if (current == null || current.turn != number) {
            return null;
        }
        changedTurns.put(number, current);
        return current;
    }

    void add(MessageRow message) {
        newMessages.add(message);
    }

    void keep(String draftId, Draft draft) {
        drafts.put(draftId, draft);
        if (drafts.size() > MOST_DRAFTS) {
            drafts.remove(drafts.keySet().iterator().next());
        }
    }

    @Nullable
    Draft draft(String draftId) {
        return drafts.get(draftId);
    }

    void erase(long sequence) {
        erasedUpTo = sequence;
        drafts.clear();
    }
}
