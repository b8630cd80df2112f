package io.casebook.conversation.definition;

import java.time.Duration;
import java.util.List;

/**
 * A helper that the agent may consult: own instructions, own tools, its result comes back into the one conversation.
 *
 * @param name key in the definition
 * @param when what it is good for, in plain words; the agent chooses by it
 * @param instructions who it is and how it works
 * @param tools the tools that it may call, and no others
 * @param timeout how long it may take
 */
public record Specialist(String name, String when, String instructions, List<String> tools, Duration timeout) {

    /** How long a specialist may take unless the definition says otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(3);

    public Specialist {
        Require.text(name, "name");
        Require.text(when, "when");
        Require.text(instructions, "instructions");
        Require.positive(timeout, "timeout");
        tools = List.copyOf(tools);
    }
}
