package io.casebook.ingress.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.casebook.schemas.Personal;
import io.casebook.vocabulary.inbound.Erase;
import io.casebook.vocabulary.inbound.InboundRecord;
import io.casebook.vocabulary.inbound.ParticipantType;
import io.casebook.vocabulary.inbound.PostMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What customers wrote on the page, so that they see their own words again after a reload, on another tab, or after a restart:
 * heard on the inbound topic, kept for a while, the oldest given up first.
 */
public final class CustomerMessages {
    private static final int MOST_IN_CONVERSATION = 200;
    private static final int MESSAGE_WEIGHT = 200;

    private final Cache<String, List<Said>> said;
    private final Consumer<String> erased;

    /**
     * @param window how long a conversation is kept after its last message
     * @param memory how many characters are kept in all
     * @param erased called with the id of a conversation whose texts are erased
     */
    public CustomerMessages(Duration window, long memory, Consumer<String> erased) {
        this.erased = erased;
        said = Caffeine.newBuilder()
                .maximumWeight(memory)
                .weigher((String id, List<Said> messages) -> messages.stream()
                        .mapToInt(message -> MESSAGE_WEIGHT + message.text().length())
                        .sum())
                .expireAfterWrite(window.plusMinutes(1))
                .build();
    }

    /** Takes a record of the inbound topic. */
    public void hear(InboundRecord record) {
        var id = record.conversationId();
        switch (record.payload()) {
            case PostMessage message
            when message.participantType() == ParticipantType.CUSTOMER && ChatId.isOne(id) ->
                add(id, new Said(message.messageId(), Personal.plain(message.body()), record.receivedAt()));
            case Erase _ -> {
                said.invalidate(id);
                erased.accept(id);
            }
            default -> {
                // Nothing else that comes in is shown to the customer.
            }
        }
    }

    /** What the customer wrote in a conversation, in order. */
    List<Said> in(ChatId id) {
        var messages = said.getIfPresent(id.value());
        return messages == null ? List.of() : messages;
    }

    private void add(String id, Said message) {
        said.asMap().merge(id, List.of(message), (before, added) -> {
            if (before.stream().anyMatch(other -> other.messageId().equals(message.messageId()))) {
                return before;
            }
            var all = new ArrayList<>(before);
            all.addAll(added);
            return List.copyOf(all.subList(Math.max(0, all.size() - MOST_IN_CONVERSATION), all.size()));
        });
    }

    /**
     * A message of a customer.
     *
     * @param messageId its id
     * @param text what was written
     * @param at when the platform received it
     */
    record Said(String messageId, String text, Instant at) {}
}
