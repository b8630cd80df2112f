package io.casebook.tools.run;

import org.jspecify.annotations.Nullable;

/**
 * What a tool brings later, while somebody waits for it.
 *
 * @param <T> what it is
 */
public interface Awaited<T> extends AutoCloseable {
    /** What came back; null as long as nothing did. */
    @Nullable
    T soFar();

    /** Waits no longer. */
    @Override
    void close();
}
