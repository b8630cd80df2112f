package io.casebook.conversation.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The timing of one channel.
 *
 * @param debounce quiet time after a message in which further messages join the same turn; zero answers at once
 * @param typingLimit how long at most a customer who is typing is waited for
 * @param turnDeadline when a turn must have ended, or it hands off
 * @param holdingAfter when a slow turn tells the customer that it is still at work; null for never
 */
public record ChannelPolicy(
        Duration debounce,
        Duration typingLimit,
        Duration turnDeadline,
        @Nullable Duration holdingAfter) {

    /** Chat on a web page; also the policy of a channel that nobody configured. */
    public static final ChannelPolicy WEB =
            new ChannelPolicy(Duration.ofMillis(800), Duration.ofSeconds(8), Duration.ofSeconds(30), null);

    /** Mail: people send afterthoughts, and nobody waits by the second. */
    public static final ChannelPolicy EMAIL =
            new ChannelPolicy(Duration.ofSeconds(60), Duration.ZERO, Duration.ofMinutes(15), null);

    /** Speech: whoever transcribes it has already waited for the end of the sentence. */
    public static final ChannelPolicy VOICE =
            new ChannelPolicy(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), null);

    public ChannelPolicy {
        Require.notNegative(debounce, "debounce");
        Require.notNegative(typingLimit, "typing_limit");
        Require.positive(turnDeadline, "turn_deadline");
        if (holdingAfter != null) {
            Require.positive(holdingAfter, "holding_after");
            if (holdingAfter.compareTo(turnDeadline) >= 0) {
                throw new IllegalArgumentException("holding_after must be shorter than turn_deadline");
            }
        }
    }

    /** The policy of a channel that the definition does not mention. */
    public static ChannelPolicy defaultFor(String channel) {
        return switch (channel) {
            case "email" -> EMAIL;
            case "voice" -> VOICE;
            default -> WEB;
        };
    }
}
