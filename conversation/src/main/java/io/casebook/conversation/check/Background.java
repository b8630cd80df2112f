package io.casebook.conversation.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent was given, and what is known to have happened: that against which a draft is held.
 *
 * @param given every text that a fact of the draft may come from, except what is internal
 * @param passages the passages of the turn's search, for what may be quoted and what not
 * @param deeds the actions that were done
 * @param statuses texts of tools in which a state may stand, for example {@code "status": "cancelled"}
 * @param personAsked true where a person is already asked for something in this conversation
 * @param customerLanguage language of the customer, BCP 47; null while unknown
 * @param spoken languages of the agent, BCP 47
 * @param now time of the decision
 */
public record Background(
        List<String> given,
        List<Quotable> passages,
        List<Deed> deeds,
        List<String> statuses,
        boolean personAsked,
        @Nullable String customerLanguage,
        List<String> spoken,
        Instant now) {

    public Background {
        given = List.copyOf(given);
        passages = List.copyOf(passages);
        deeds = List.copyOf(deeds);
        statuses = List.copyOf(statuses);
        spoken = List.copyOf(spoken);
    }

    /** The texts that may steer the agent and that customers must not see. */
    List<String> internal() {
        return passages.stream().filter(Quotable::internal).map(Quotable::text).toList();
    }

    /**
     * A passage of an article.
     *
     * @param text its text; where it is internal, with its title and address
     * @param internal true where customers must not see it
     * @param cited true where the draft names it as its source
     */
    public record Quotable(String text, boolean internal, boolean cited) {}

    /**
     * A tool call that succeeded.
     *
     * @param callId id of the call
     * @param tool name of the tool
     * @param details its arguments and its result
     */
    public record Deed(String callId, String tool, String details) {}
}
