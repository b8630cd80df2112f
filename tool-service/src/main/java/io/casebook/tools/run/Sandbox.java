package io.casebook.tools.run;

import io.casebook.conversation.definition.Tool;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much of the world a call may reach, from all to nothing. */
public enum Sandbox {
    /** A real call. */
    OFF,
    /** Tools that only look things up are called, all others are not. */
    READS,
    /** Nothing leaves the service. */
    CLOSED;

    /** How a tool is declared that reaches nothing at all. */
    private static final String MOCK = "mock";

    /** As a setting or a request spells it; what is not known is closed. */
    public static Sandbox of(@Nullable String text) {
        return switch (text == null ? "off" : text.toLowerCase(Locale.ROOT)) {
            case "off", "" -> OFF;
            case "reads" -> READS;
            default -> CLOSED;
        };
    }

    /** The one of two that lets through less. */
    public Sandbox or(Sandbox other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** True where a call of the tool may be carried out. */
    public boolean allows(Tool tool) {
        return this == OFF || tool.execution().containsKey(MOCK) || (this == READS && !tool.writes());
    }
}
