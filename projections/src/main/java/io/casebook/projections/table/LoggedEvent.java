package io.casebook.projections.table;

import io.casebook.vocabulary.event.ConversationEvent;

/**
 * An event and where it stands.
 *
 * @param partition of the log
 * @param offset within the partition
 * @param event what happened
 */
public record LoggedEvent(int partition, long offset, ConversationEvent event) {}
