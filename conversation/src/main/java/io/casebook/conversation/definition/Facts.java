package io.casebook.conversation.definition;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a condition, a text or an argument template may read: the state of one conversation at one moment.
 *
 * @param slots values that the procedure in progress has gathered, by slot name
 * @param results results of its tool calls, by the name after {@code as}, each a JSON text
 * @param resources data attached to the conversation, by name, each the text of a JSON object
 * @param customerId the verified customer
 * @param conversationId the conversation
 * @param channel name of its channel
 * @param language language of the customer, or the agent's first language while it is unknown; BCP 47
 * @param argsJson arguments of the tool call that a tool's condition is about, JSON text; null elsewhere
 * @param now time of the decision; null where a caller has none, conditions on time then stay undecided
 * @param locality how dates, times and amounts are written for the customer
 */
public record Facts(
        Map<String, String> slots,
        Map<String, String> results,
        Map<String, String> resources,
        String customerId,
        String conversationId,
        String channel,
        String language,
        @Nullable String argsJson,
        @Nullable Instant now,
        Locality locality) {

    public Facts {
        slots = Map.copyOf(slots);
        results = Map.copyOf(results);
        resources = Map.copyOf(resources);
    }

    /** The facts of a conversation in which nothing is known yet. */
    public static Facts of(String customerId, String conversationId, String channel, String language) {
        return new Facts(
                Map.of(),
                Map.of(),
                Map.of(),
                customerId,
                conversationId,
                channel,
                language,
                null,
                null,
                Locality.UNKNOWN);
    }

    /** The same with a slot filled. */
    public Facts withSlot(String name, String value) {
        return new Facts(
                plus(slots, name, value),
                results,
                resources,
                customerId,
                conversationId,
                channel,
                language,
                argsJson,
                now,
                locality);
    }

    /** The same with the result of a tool call. */
    public Facts withResult(String name, String json) {
        return new Facts(
                slots,
                plus(results, name, json),
                resources,
                customerId,
                conversationId,
                channel,
                language,
                argsJson,
                now,
                locality);
    }

    /** The same with a resource attached. */
    public Facts withResource(String name, String json) {
        return new Facts(
                slots,
                results,
                plus(resources, name, json),
                customerId,
                conversationId,
                channel,
                language,
                argsJson,
                now,
                locality);
    }

    /** The same, about the arguments of a tool call. */
    public Facts withArgs(String json) {
        return new Facts(slots, results, resources, customerId, conversationId, channel, language, json, now, locality);
    }

    /** The same at another moment. */
    public Facts at(Instant moment) {
        return new Facts(
                slots, results, resources, customerId, conversationId, channel, language, argsJson, moment, locality);
    }

    /** The same for a customer who is elsewhere. */
    public Facts in(Locality other) {
        return new Facts(
                slots, results, resources, customerId, conversationId, channel, language, argsJson, now, other);
    }

    private static Map<String, String> plus(Map<String, String> map, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    /** Names what is known and shows no value: facts are the customer's. */
    @Override
    public String toString() {
        return "Facts[slots=" + slots.keySet() + ", results=" + results.keySet() + ", resources=" + resources.keySet()
                + ", conversationId=" + conversationId + ", channel=" + channel + ", language=" + language + "]";
    }
}
