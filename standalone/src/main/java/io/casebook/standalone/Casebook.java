package io.casebook.standalone;

import io.casebook.standalone.command.CommandLineRun;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The program: one command line. The services' framework starts only when the command is {@code up}. */
@QuarkusMain
public final class Casebook {
    private Casebook() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String... arguments) {
        System.exit(CommandLineRun.run(arguments));
    }
}
