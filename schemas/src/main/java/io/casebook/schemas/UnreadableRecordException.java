package io.casebook.schemas;

/** Bytes that are not the record they should be. The message holds nothing of the record's content. */
public final class UnreadableRecordException extends RuntimeException {
    private final String reasonCode;

    /**
     * @param reasonCode {@code unreadable} or {@code unknown_schema}
     * @param message what was wrong and what to do about it
     */
    public UnreadableRecordException(String reasonCode, String message) {
        super(message);
        this.reasonCode = reasonCode;
    }

    /**
     * @param reasonCode {@code unreadable} or {@code unknown_schema}
     * @param message what was wrong and what to do about it
     * @param cause what the decoder said
     */
    public UnreadableRecordException(String reasonCode, String message, Throwable cause) {
        super(message, cause);
        this.reasonCode = reasonCode;
    }

    /** The dead letter's reason. */
    public String reasonCode() {
        return reasonCode;
    }
}
