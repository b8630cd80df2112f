package io.casebook.tools.ledger;

import io.casebook.tools.run.Sent;
import io.casebook.vocabulary.tool.ToolUnknown;

/** How it is said that nobody can tell what came of a call. */
final class Doubt {
    private Doubt() {}

    /** To the conversation, and to the person who has to look. */
    static ToolUnknown told(Order order, String why) {
        return new ToolUnknown("%s may or may not have taken effect: %s. A person must look it up under the key %s"
                .formatted(order.call().tool().name(), why, order.callId()));
    }

    /** Of a ledger that cannot be asked. */
    static Sent of(LedgerUnavailableException why) {
        return new Sent.InDoubt("the ledger is not available (" + why.getMessage() + ")");
    }

    /** Why a call is not settled, for the log. */
    static String why(Sent sent) {
        return switch (sent) {
            case Sent.Settled settled -> "settled";
            case Sent.Nothing nothing -> nothing.why();
            case Sent.InDoubt doubt -> doubt.why();
        };
    }
}
