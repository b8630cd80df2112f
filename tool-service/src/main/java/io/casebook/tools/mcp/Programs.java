package io.casebook.tools.mcp;

import java.util.List;
import java.util.Set;

/**
 * Which programs of this machine may be started for MCP servers. Whoever may publish a definition could otherwise run anything here.
 *
 * @param any whether every program may be started
 * @param names the programs, as definitions name them in {@code command}
 */
public record Programs(boolean any, Set<String> names) {
    /** Every program: for the command line, where it is the user's own machine. */
    public static final Programs ANY = new Programs(true, Set.of());

    public Programs {
        names = Set.copyOf(names);
    }

    /** These programs alone. */
    public static Programs of(List<String> names) {
        return new Programs(false, Set.copyOf(names));
    }

    boolean allows(String program) {
        return any || names.contains(program);
    }
}
