package io.casebook.conversation.definition;

import java.time.Duration;

/**
 * Where the agent's work on an answer stops and a human takes over.
 *
 * @param steps decisions a turn: model calls and procedure steps that call something
 * @param identicalToolCalls how often one tool may be called with the same arguments in a turn
 * @param failedChecks drafts of a turn that may fail the checks
 * @param tokensPerTurn tokens in and out of models, a turn; {@link #UNLIMITED} for no limit
 * @param tokensPerConversation the same, a conversation
 * @param usdMicrosPerTurn price of a turn's model calls in millionths of a US dollar; {@link #UNLIMITED} for no limit
 * @param usdMicrosPerConversation price of a conversation's model calls in millionths of a US dollar;
 *     {@link #UNLIMITED} for no limit
 * @param approvalTimeout how long a person may take to decide on an approval
 */
public record Limits(
        int steps,
        int identicalToolCalls,
        int failedChecks,
        long tokensPerTurn,
        long tokensPerConversation,
        long usdMicrosPerTurn,
        long usdMicrosPerConversation,
        Duration approvalTimeout) {

    /** A limit that nothing reaches. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** Generous for one answer, tight enough that a loop costs cents and not dollars. */
    public static final Limits DEFAULT =
            new Limits(10, 2, 2, 100_000, 500_000, 250_000, 1_000_000, Duration.ofMinutes(15));

    public Limits {
        Require.atLeast(1, steps, "steps");
        Require.atLeast(1, identicalToolCalls, "identical_tool_calls");
        Require.atLeast(1, failedChecks, "failed_checks");
        Require.atLeast(1L, tokensPerTurn, "tokens_per_turn");
        Require.atLeast(1L, tokensPerConversation, "tokens_per_conversation");
        Require.atLeast(1L, usdMicrosPerTurn, "usd_per_turn");
        Require.atLeast(1L, usdMicrosPerConversation, "usd_per_conversation");
        Require.positive(approvalTimeout, "approval_timeout");
    }
}
