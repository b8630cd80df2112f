package io.casebook.tools.ledger;

import io.casebook.vocabulary.tool.ToolSuccess;

/** Finds out, by looking, whether a call in doubt took effect. */
@FunctionalInterface
public interface Inquiry {

    /** What was found out. */
    sealed interface Finding {
        /** It took effect, and this proves it. */
        record Done(ToolSuccess proof) implements Finding {}

        /** It has not taken effect by now. */
        record NotDone() implements Finding {}

        /** Nobody can tell. */
        record Unclear(String why) implements Finding {}
    }

    /** Looks once. */
    Finding ask(Order order) throws InterruptedException;
}
