package io.casebook.gateway.answer;

import io.casebook.vocabulary.llm.CompletionAnswer;

/** Whether an answer is of use. */
public sealed interface Verdict {

    /**
     * It is.
     *
     * @param answer in the words of the vocabulary
     */
    record Usable(CompletionAnswer answer) implements Verdict {}

    /**
     * It is not.
     *
     * @param reasonCode as in the vocabulary's RejectedAttempt
     * @param detail what a better one would look like; nothing of the answer
     * @param worthAsking true where asking the same model again may help
     */
    record Unusable(String reasonCode, String detail, boolean worthAsking) implements Verdict {}
}
