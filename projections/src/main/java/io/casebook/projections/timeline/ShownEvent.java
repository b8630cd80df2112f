package io.casebook.projections.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.casebook.vocabulary.event.ConversationEvent;

/**
 * An event as the tables have it.
 *
 * @param type the name of what happened
 * @param event the event
 * @param payload what happened, as JSON; also where the type is not known here
 */
public record ShownEvent(String type, ConversationEvent event, JsonNode payload) {}
