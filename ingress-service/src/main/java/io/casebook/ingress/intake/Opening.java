package io.casebook.ingress.intake;

import io.casebook.vocabulary.inbound.OpenConversation;

/**
 * A conversation that somebody wants to begin.
 *
 * @param conversationId its id
 * @param idChosen true when the caller chose the id; another caller may have chosen the same
 * @param payload what is to be recorded
 * @param contentHash fingerprint of what the caller sent, to tell a repetition from a conflict
 */
public record Opening(String conversationId, boolean idChosen, OpenConversation payload, String contentHash) {}
