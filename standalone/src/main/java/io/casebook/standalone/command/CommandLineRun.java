package io.casebook.standalone.command;

import io.casebook.standalone.broker.BrokerStartException;
import io.casebook.standalone.log.MissingTopicException;
import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.up.Settings;
import io.casebook.standalone.up.UpCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Parses the command line, runs its command, and turns what went wrong into one line and an exit code. */
public final class CommandLineRun {
    private static final String DEBUG = "CASEBOOK_DEBUG";
    private static final int INTERNAL = 70;

    private CommandLineRun() {}

    /** Runs one command; the exit code. */
    public static int run(String... arguments) {
        // Until the services' framework configures logging, every level down to trace would be gathered in memory.
        Logger.getLogger("").setLevel(Level.WARNING);
        try {
            return commandLine(Settings.of(List.of(arguments))).execute(arguments);
        } catch (CommandFailure e) {
            System.err.println("casebook: " + e.getMessage());
            return e.exitCode();
        }
    }

    static CommandLine commandLine(Settings settings) {
        var line = new CommandLine(new CasebookCommand());
        var up = new CommandLine(new UpCommand(settings));
        up.setDefaultValueProvider(settings);
        line.addSubcommand(up);
        Commands.all().forEach(line::addSubcommand);
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler(CommandLineRun::misused);
        line.setExecutionExceptionHandler((problem, where, parsed) -> failed(problem, where));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    private static int misused(ParameterException problem, String[] arguments) {
        var where = problem.getCommandLine();
        where.getErr().println("casebook: " + problem.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, where.getErr())) {
            where.getErr().printf("Try `%s --help`.%n", where.getCommandSpec().qualifiedName());
        }
        return CommandFailure.MISUSED;
    }

    private static int failed(Exception problem, CommandLine where) {
        var err = where.getErr();
        if (System.getenv(DEBUG) != null) {
            problem.printStackTrace(err);
        }
        return switch (problem) {
            case CommandFailure known -> say(err, known, known.exitCode());
            case BrokerStartException known -> say(err, known, CommandFailure.FAILED);
            case MissingTopicException known -> say(err, known, CommandFailure.FAILED);
            case KafkaException kafka -> say(err, kafka, CommandFailure.FAILED);
            default -> {
                err.println(
                        "casebook: unexpected %s; please report it with what %s=1 prints".formatted(problem, DEBUG));
                yield INTERNAL;
            }
        };
    }

    private static int say(PrintWriter err, Exception problem, int code) {
        err.println("casebook: " + problem.getMessage());
        return code;
    }
}
