package io.casebook.knowledge.documents;

/** A document that gives no text; the message says why and what to do about it. */
public final class UnreadableDocumentException extends Exception {
    private final int line;

    /** A document that cannot be read as a whole. */
    public UnreadableDocumentException(String message) {
        this(0, message);
    }

    /** @param line where in the file, from 1; 0 where the whole file is meant */
    public UnreadableDocumentException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Line of the file, from 1; 0 where the whole file is meant. */
    public int line() {
        return line;
    }

    /** What is wrong and what to do about it. */
    public String reason() {
        var message = getMessage();
        return message == null ? "cannot be read" : message;
    }
}
