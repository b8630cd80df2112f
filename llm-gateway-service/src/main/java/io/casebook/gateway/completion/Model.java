package io.casebook.gateway.completion;

/** A model that requests can be put to. Thread-safe. */
interface Model {

    /**
     * Puts a question to it.
     *
     * @param last true when no other model comes after this one
     * @return what came of it; unusable answers on the way are added to the question
     */
    Outcome ask(Question question, boolean last) throws InterruptedException;
}
