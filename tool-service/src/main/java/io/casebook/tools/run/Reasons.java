package io.casebook.tools.run;

/** Why a call failed. */
public final class Reasons {
    /** The tool knows no such thing. */
    public static final String NOT_FOUND = "not_found";

    /** The tool does not accept the call. */
    public static final String REJECTED = "rejected";

    /** Too many calls. */
    public static final String RATE_LIMITED = "rate_limited";

    /** The tool cannot be reached, or says that it cannot do anything now. */
    public static final String UNAVAILABLE = "unavailable";

    /** The tool's answer is of no use. */
    public static final String INVALID_OUTPUT = "invalid_output";

    /** The deadline had passed before the call was made. */
    public static final String DEADLINE_PASSED = "deadline_passed";

    /** The outcome was in doubt, and whoever can tell says that it took no effect. */
    public static final String NOT_DONE = "not_done";

    /** The answer did not come in time. */
    public static final String TIMEOUT = "timeout";

    /** The tool sent us to another server. */
    public static final String REDIRECTED = "redirected";

    /** The server's tool is not the one that the definition was made for. */
    public static final String TOOL_CHANGED = "tool_changed";

    private Reasons() {}
}
