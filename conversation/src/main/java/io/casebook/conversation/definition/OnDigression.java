package io.casebook.conversation.definition;

/** What becomes of a procedure that waits for an answer when the customer surely wants another procedure. */
public enum OnDigression {
    /** It is over. */
    LEAVE,
    /** It stands still, and its question is put again when the other one is over. */
    RESUME
}
