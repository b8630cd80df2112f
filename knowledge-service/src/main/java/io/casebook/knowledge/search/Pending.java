package io.casebook.knowledge.search;

/** A record of the log that is being prepared for the index. */
@FunctionalInterface
public interface Pending {

    /**
     * Waits until the record is prepared and adds it as the next one of the log; one that was added before is ignored.
     *
     * @throws java.util.concurrent.CompletionException if it could not be prepared
     */
    void addAt(long position);
}
