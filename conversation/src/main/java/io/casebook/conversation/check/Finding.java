package io.casebook.conversation.check;

import org.jspecify.annotations.Nullable;

/**
 * The verdict of one check.
 *
 * @param check name of the check, as agent.yaml and the log spell it
 * @param reason why the draft may not be sent, without its own words; null where it may
 * @param offending the words of the draft that are meant; null where it passed or none can be named
 */
public record Finding(
        String check, @Nullable String reason, @Nullable String offending) {

    /** True where the draft may be sent as far as this check goes. */
    public boolean passed() {
        return reason == null;
    }

    static Finding of(String check, @Nullable Fault fault) {
        return fault == null ? new Finding(check, null, null) : new Finding(check, fault.reason(), fault.offending());
    }
}
