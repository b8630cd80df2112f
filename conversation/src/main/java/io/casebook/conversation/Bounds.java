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
    /** Messages kept word for word: ten turns of question and answer, and the start of more. */
    static final int TRANSCRIPT_ENTRIES = 24;
    /** Characters kept of all of them together. */
    static final int TRANSCRIPT_CHARACTERS = 18_000;
    /** Characters kept of each message. */
    static final int ENTRY_CHARACTERS = 1_500;
    /** Characters of a summary of what came before them. */
    static final int SUMMARY_CHARACTERS = 4_000;
    /** Attachments kept of a message. */
    static final int ATTACHMENTS = 5;
    /** Characters kept of an attachment's name. */
    static final int FILE_NAME_CHARACTERS = 100;
    /** Characters kept of an attachment's address. */
    static final int URL_CHARACTERS = 500;
    /** Notes of colleagues. */
    static final int NOTES = 5;
    /** Characters kept of each. */
    static final int NOTE_CHARACTERS = 500;
    /** Message ids kept whole, each with the hash of its content, for telling a repeat from a conflict. */
    static final int SEEN_MESSAGES = 100;
    /** Message ids before those, kept as hashes of 8 characters, for telling a repeat. */
    static final int SEEN_EARLIER = 1_000;
    /** Requests in flight, late ones of older turns included. */
    static final int OPEN_REQUESTS = 32;
    /** Messages that wait for an answer. */
    static final int UNANSWERED_MESSAGES = 50;
    /** Tool calls that one answer of a model may propose. */
    static final int CALLS_OF_AN_ANSWER = 16;
    /** Specialists that work for one turn at the same time. */
    static final int SPECIALISTS = 4;
    /** Model calls of one specialist for one task. */
    static final int SPECIALIST_STEPS = 5;
    /** Characters of what a specialist is asked. */
    static final int TASK_CHARACTERS = 4_000;
    /** Characters kept of a plan. */
    static final int PLAN_CHARACTERS = 2_000;
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
    /** Values taken out of tool results that a later call may have back. */
    static final int SEALED_VALUES = 32;
    /** Names of tools that changed something. Beyond it, whatever excludes another tool is refused. */
    static final int ACTED = 100;
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

    /** The list with one more at its end; beyond the bound the oldest but the very first are left out. */
    static <T> List<T> plusKeepingFirst(List<T> list, T element, int bound) {
        if (list.size() < bound) {
            return plus(list, element, bound);
        }
        var more = new ArrayList<T>();
        more.add(list.getFirst());
        more.addAll(list.subList(list.size() - bound + 2, list.size()));
        more.add(element);
        return more;
    }

    /** The list with one more at its end, without the oldest beyond the bound. */
    static <T> List<T> plus(List<T> list, T element, int bound) {
        var more = new ArrayList<>(list.subList(Math.max(0, list.size() + 1 - bound), list.size()));
        more.add(element);
        return more;
    }
}
