package io.casebook.tools.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of trying a call once, whatever kind of tool it is of. */
public sealed interface Attempt {

    /** True where the tool is at work, whatever it says. */
    default boolean works() {
        return !(this instanceof Overloaded || this instanceof NotSent || this instanceof Broken);
    }

    /** True where the try says nothing about the tool, because it ended in this process. */
    default boolean saysNothing() {
        return this instanceof BusyHere;
    }

    /** How long the tool asks to be left alone, as {@code Retry-After} says it; null where it does not ask. */
    default @Nullable String retryAfter() {
        return switch (this) {
            case Refused refused -> refused.after();
            case Overloaded overloaded -> overloaded.after();
            default -> null;
        };
    }

    /** The tool did it, and this is what it returned. */
    record Done(JsonNode content, @Nullable Integer status) implements Attempt {
        @Override
        public String toString() {
            return "Done[" + status + "]";
        }
    }

    /**
     * The tool says that it did not do it.
     *
     * @param reason why, such as {@link Reasons#NOT_FOUND}
     * @param status HTTP status; null where there is none
     * @param told what else it said; null where that is of no use
     * @param doubtful true where the same answer to a repetition may be about the repetition alone
     * @param mayPass true where another try may bring another answer
     * @param after how long it asks to be left alone, as {@code Retry-After} says it
     */
    record Refused(
            String reason,
            @Nullable Integer status,
            @Nullable JsonNode told,
            boolean doubtful,
            boolean mayPass,
            @Nullable String after)
            implements Attempt {
        /** A refusal that stands, however often one asks. */
        public static Refused firmly(String reason, @Nullable Integer status, @Nullable JsonNode told) {
            return new Refused(reason, status, told, false, false, null);
        }

        @Override
        public String toString() {
            return "Refused[" + reason + ", " + status + "]";
        }
    }

    /**
     * The tool could not do it now; whether it did anything is open.
     *
     * @param status HTTP status; null where there is none
     * @param told what else it said; null where that is of no use
     * @param mayPass true where another try may bring another answer
     * @param after how long it asks to be left alone, as {@code Retry-After} says it
     */
    record Overloaded(
            @Nullable Integer status,
            @Nullable JsonNode told,
            boolean mayPass,
            @Nullable String after) implements Attempt {
        @Override
        public String toString() {
            return "Overloaded[" + status + "]";
        }
    }

    /** The tool says that it did it, and what it returned does not bear that out. */
    record Unusable(String why, @Nullable Integer status) implements Attempt {}

    /** The tool is, or claims to be, on another server. */
    record Elsewhere(int status) implements Attempt {}

    /** No byte of the request left: no connection came about. */
    record NotSent(String why) implements Attempt {}

    /** No byte of the request left: all ways from here to the tool are taken by other calls. */
    record BusyHere(String why) implements Attempt {}

    /** The request may have arrived, and no whole answer came back. */
    record Broken(String why, boolean late) implements Attempt {}
}
