package io.casebook.tools.run;

import org.jboss.logging.Logger;

/** A fault of Casebook's own in the middle of a call. */
public final class Fault {
    private static final Logger LOG = Logger.getLogger(Fault.class);

    private Fault() {}

    /** Says in the log what happened and where, and returns what others are told. Its message may quote what the tool said. */
    public static String of(Call call, Throwable fault) {
        LOG.errorf(
                "tool call failed through a fault of ours: tool=%s call=%s fault=%s at=%s",
                call.tool().name(),
                call.id(),
                fault.getClass().getName(),
                fault.getStackTrace().length == 0 ? "?" : fault.getStackTrace()[0]);
        return "a fault of Casebook's own (%s)".formatted(fault.getClass().getSimpleName());
    }
}
