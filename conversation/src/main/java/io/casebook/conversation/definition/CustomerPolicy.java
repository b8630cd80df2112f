package io.casebook.conversation.definition;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Where it stands whom the agent speaks to, and whether it may.
 *
 * @param locale text that becomes the customer's language and variant; null where no resource tells
 * @param timeZone text that becomes the customer's time zone; null where no resource tells
 * @param ai text that becomes {@code true} or {@code false}: may an AI agent answer; null where no resource tells
 * @param consentRequired whether the agent is silent until it is certain that it may answer
 * @param optOut whether a customer who says that they want no AI agent is heard
 * @param companyZone time zone of the company, for customers whose own is not known
 */
public record CustomerPolicy(
        @Nullable Template locale,
        @Nullable Template timeZone,
        @Nullable Template ai,
        boolean consentRequired,
        boolean optOut,
        ZoneId companyZone) {

    /** No resource tells anything, and the agent may answer whoever does not object. */
    public static final CustomerPolicy DEFAULT = new CustomerPolicy(null, null, null, false, true, ZoneOffset.UTC);
}
