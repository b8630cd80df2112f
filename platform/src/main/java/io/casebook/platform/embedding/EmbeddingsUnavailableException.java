package io.casebook.platform.embedding;

/** Texts can not be turned into vectors now: the model does not answer, or answers what is of no use. */
public final class EmbeddingsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what happened and what to do, without any of the texts */
    public EmbeddingsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what happened and what to do, without any of the texts */
    public EmbeddingsUnavailableException(String message) {
        super(message);
    }
}
