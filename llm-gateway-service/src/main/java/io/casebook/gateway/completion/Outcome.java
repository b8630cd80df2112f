package io.casebook.gateway.completion;

import io.casebook.vocabulary.llm.CompletionAnswer;

/** What came of asking one model, as often as it was worth it. */
sealed interface Outcome {

    /**
     * A usable answer.
     *
     * @param answer the answer
     */
    record Answered(CompletionAnswer answer) implements Outcome {}

    /**
     * None.
     *
     * @param reasonCode as in the vocabulary's CompletionFault
     * @param detail more about it
     */
    record GaveUp(String reasonCode, String detail) implements Outcome {}
}
