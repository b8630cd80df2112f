package io.casebook.conversation.definition;

/**
 * What a prompt remembers of a long conversation.
 *
 * @param verbatimTurns latest turns whose messages stand in the prompt word for word
 * @param summariseAfter turns after which older ones are condensed; 0 never condenses
 * @param contextTokens most tokens that summary and messages may take in a prompt
 */
public record Memory(int verbatimTurns, int summariseAfter, int contextTokens) {

    /** The last few turns verbatim, the rest condensed. */
    public static final Memory DEFAULT = new Memory(3, 10, 8_000);

    public Memory {
        Require.atLeast(1, verbatimTurns, "verbatim_turns");
        Require.atLeast(0, summariseAfter, "summarise_after");
        Require.atLeast(1, contextTokens, "context_tokens");
    }
}
