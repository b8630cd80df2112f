package io.casebook.conversation.check;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a draft.
 *
 * @param reason why it may not be sent, without the draft's own words
 * @param offending the words that it is about; null where no words can be named
 */
record Fault(String reason, @Nullable String offending) {
    /** Characters of the draft that are named at most. */
    private static final int LONGEST = 200;

    Fault {
        if (offending != null && offending.length() > LONGEST) {
            offending = offending.substring(0, LONGEST) + "…";
        }
    }
}
