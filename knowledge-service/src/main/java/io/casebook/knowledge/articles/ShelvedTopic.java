package io.casebook.knowledge.articles;

import org.jspecify.annotations.Nullable;

/**
 * A topic that articles can belong to.
 *
 * @param id its id
 * @param name its name
 * @param parentId the topic above it; null for a top one
 * @param position position on the knowledge log at which it was last defined
 */
public record ShelvedTopic(String id, String name, @Nullable String parentId, long position) {}
