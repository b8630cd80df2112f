package io.casebook.standalone.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The word before every command. */
@Command(
        name = "casebook",
        description = "Customer-support AI agents in production: every message and every decision an event in a log.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        footer = {"", "Exit codes: 0 done, 1 it did not work, 2 the command line or a file is wrong."})
final class CasebookCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "say what to do");
        }
    }
}
