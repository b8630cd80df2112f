package io.casebook.tools.call;

/** Who asks for a call, and so what was decided about it before it came here. */
public enum Origin {
    /** The orchestrator, which knows the conversation and has judged the tool's conditions with all of it. */
    CONVERSATION,

    /** Somebody who calls by hand. Nobody has judged anything, so what cannot be decided here is denied. */
    BY_HAND
}
