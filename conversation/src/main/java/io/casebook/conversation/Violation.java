package io.casebook.conversation;

/**
 * A promise that a log breaks.
 *
 * @param promise number of the promise, 1 to 12
 * @param conversationId the conversation
 * @param sequence the event at which it shows
 * @param words what is wrong, without personal text
 */
public record Violation(int promise, String conversationId, long sequence, String words) {
    @Override
    public String toString() {
        return "promise %d broken in conversation %s at %d: %s".formatted(promise, conversationId, sequence, words);
    }
}
