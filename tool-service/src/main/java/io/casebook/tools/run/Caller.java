package io.casebook.tools.run;

import java.util.Set;

/**
 * Who calls, and for whom.
 *
 * @param agentId the agent
 * @param conversationId the conversation; empty where a call belongs to none
 * @param customerId the verified customer; empty where there is none
 * @param kept what redaction takes out and some tool of the agent may have back; everything else is forgotten
 * @param sandbox how much of the world its calls may reach
 */
public record Caller(String agentId, String conversationId, String customerId, Set<String> kept, Sandbox sandbox) {
    public Caller {
        kept = Set.copyOf(kept);
    }
}
