package io.casebook.conversation.definition;

import org.jspecify.annotations.Nullable;

/** Tools that the platform itself offers to models, beside those of the definition. No definition may use their names. */
public final class PlatformTool {
    /** Gives the conversation to a human. */
    public static final String HAND_OFF = "hand_off";
    /** Writes down how the model means to go on. */
    public static final String MAKE_PLAN = "make_plan";

    private static final String ASK = "ask_";

    private PlatformTool() {}

    /** The tool by which a specialist is asked. */
    public static String asking(String specialist) {
        return ASK + specialist;
    }

    /** The specialist that a tool asks; null where it is none of the definition's. */
    public static @Nullable Specialist specialist(AgentDefinition definition, String tool) {
        return tool.startsWith(ASK) ? definition.specialists().get(tool.substring(ASK.length())) : null;
    }
}
