/**
 * Whether a call is accepted, and its record on the inbound topic.
 *
 * <p>The orchestrator has the last word on every record, and recognises a repetition by itself. What is decided here is what the
 * caller must be told at once: that a conversation does not exist, that an id is taken by something else, that a conversation is
 * over. Two places are asked: what this instance accepted in the last minutes, and where the orchestrator says the conversation
 * stands.
 */
@NullMarked
package io.casebook.ingress.intake;

import org.jspecify.annotations.NullMarked;
