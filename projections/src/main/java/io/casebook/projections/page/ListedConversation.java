package io.casebook.projections.page;

import io.casebook.projections.read.ConversationView;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as pages show it.
 *
 * @param id its id
 * @param customer the customer
 * @param channel the channel
 * @param agent the agent
 * @param status where it stands
 * @param intent what the customer wanted last; null while unknown
 * @param handOff why it was handed off last; null where it was not
 * @param language of the customer; null while unknown
 * @param began when
 * @param updated when it changed last
 * @param updatedAt the same for machines
 * @param lasted time from its beginning to its latest event
 * @param events how many events
 * @param turns how many turns
 * @param messages how many messages
 * @param tokens tokens of its model calls
 */
public record ListedConversation(
        String id,
        String customer,
        String channel,
        String agent,
        String status,
        @Nullable String intent,
        @Nullable String handOff,
        @Nullable String language,
        String began,
        String updated,
        Instant updatedAt,
        String lasted,
        long events,
        int turns,
        int messages,
        long tokens) {

    static ListedConversation of(ConversationView conversation) {
        var reason = conversation.latestHandoffReason();
        return new ListedConversation(
                conversation.id(),
                conversation.customerId(),
                conversation.channel(),
                conversation.agentId(),
                conversation.status(),
                conversation.latestIntent(),
                reason == null ? null : reason.replace('_', ' '),
                conversation.language(),
                Times.date(conversation.created()),
                Times.date(conversation.updated()),
                conversation.updated(),
                Times.span(Duration.between(conversation.created(), conversation.updated())),
                conversation.sequence(),
                conversation.turns(),
                conversation.messages(),
                conversation.inputTokens() + conversation.outputTokens());
    }
}
