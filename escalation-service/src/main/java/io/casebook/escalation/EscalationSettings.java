package io.casebook.escalation;

import java.time.Duration;

/**
 * The settings of this service, checked.
 *
 * @param enabled whether the service follows what waits for people
 * @param publishTimeout how long a call waits for Kafka's acknowledgement
 * @param visibleWithin how long a call waits until its effect can be seen
 * @param remember how long a case is remembered after its last change
 * @param closedCases how many closed cases are remembered at most
 * @param title heading of the page
 */
public record EscalationSettings(
        boolean enabled,
        Duration publishTimeout,
        Duration visibleWithin,
        Duration remember,
        int closedCases,
        String title) {

    public EscalationSettings {
        require(publishTimeout.isPositive(), "casebook.escalation.publish-timeout", publishTimeout, "more than 0s");
        require(!visibleWithin.isNegative(), "casebook.escalation.visible-within", visibleWithin, "0s or more");
        require(remember.isPositive(), "casebook.escalation.remember", remember, "more than 0s, such as 30d");
        require(closedCases >= 0, "casebook.escalation.closed-cases", closedCases, "0 or more");
        require(!title.isBlank(), "casebook.escalation.title", title, "a word or two");
    }

    static EscalationSettings of(EscalationConfig config) {
        return new EscalationSettings(
                config.enabled(),
                config.publishTimeout(),
                config.visibleWithin(),
                config.remember(),
                config.closedCases(),
                config.title());
    }

    private static void require(boolean holds, String key, Object value, String use) {
        if (!holds) {
            throw new IllegalArgumentException("%s is '%s'; use %s".formatted(key, value, use));
        }
    }
}
