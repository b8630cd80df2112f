package io.casebook.conversation;

import io.casebook.schemas.Personal;
import io.casebook.vocabulary.PersonalText;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a conversation its state keeps. A state is read and written at every step, so it stays small however long the
 * conversation grows; the log keeps everything.
 */
final class Bounds {
    /** Messages kept word for word: three turns of question and answer, twice over. */
    static final int TRANSCRIPT_ENTRIES = 12;
    /** Characters kept of each message. */
    static final int ENTRY_CHARACTERS = 1_500;
    /** Message ids kept for telling a repeat. */
    static final int SEEN_MESSAGES = 100;
    /** Requests in flight, late ones of older turns included. */
    static final int OPEN_REQUESTS = 32;
    /** Messages that wait for an answer. */
    static final int UNANSWERED_MESSAGES = 50;
    /** Tool calls that one answer of a model may propose. */
    static final int CALLS_OF_AN_ANSWER = 16;
    /** Tool calls of one turn. */
    static final int EXCHANGES = 20;
    /** Characters kept of the result of one tool call. */
    static final int RESULT_CHARACTERS = 8_000;
    /** Procedures that stand still until another one is over. */
    static final int PAUSED_PROCEDURES = 5;
    /** Jumps from procedure to procedure since the customer began with the first of them. */
    static final int JUMPS = 50;
    /** Values of one procedure, and results of its tool calls. */
    static final int PROCEDURE_VALUES = 64;
    /** Actions that later replies may speak of. */
    static final int DONE_ACTIONS = 20;
    /** Characters kept of arguments and result of each. */
    static final int DONE_CHARACTERS = 500;
    /** Attached resources. */
    static final int RESOURCES = 16;

    private Bounds() {}

    /** A text cut to a number of characters, never within a surrogate pair. */
    static PersonalText cut(PersonalText text, int characters) {
        var plain = text.plain();
        if (plain == null || plain.length() <= characters) {
            return text;
        }
        var end = Character.isHighSurrogate(plain.charAt(characters - 1)) ? characters - 1 : characters;
        return Personal.text(plain.substring(0, end) + "…");
    }

    /** The list with one more at its end, without the oldest beyond the bound. */
    static <T> List<T> plus(List<T> list, T element, int bound) {
        var more = new ArrayList<>(list.subList(Math.max(0, list.size() + 1 - bound), list.size()));
        more.add(element);
        return more;
    }
}
