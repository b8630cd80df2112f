package io.casebook.standalone.chat;

import org.jspecify.annotations.Nullable;

/** Where a chat is read and typed. */
public interface Screen extends AutoCloseable {

    /** The customer's next line; null when there is no more. */
    @Nullable
    String read();

    /** Shows a line, above what the customer is typing. */
    void show(String line);

    /** True when a person types; a file waits for each answer instead. */
    boolean live();

    @Override
    void close();
}
