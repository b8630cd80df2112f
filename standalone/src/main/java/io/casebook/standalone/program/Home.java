package io.casebook.standalone.program;

import java.nio.file.Path;

/** Where Casebook is installed: the folder of the {@code casebook} script, which says so to the program. */
public final class Home {
    private static final String VARIABLE = "CASEBOOK_HOME";

    private Home() {}

    /** The folder. */
    public static Path path() {
        var home = System.getenv(VARIABLE);
        if (home == null) {
            throw CommandFailure.failed(
                    "the program does not know where Casebook is installed; run it by the casebook script in that folder");
        }
        return Path.of(home);
    }
}
