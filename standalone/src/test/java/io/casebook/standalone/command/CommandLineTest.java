package io.casebook.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.up.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parsing, help and exit codes. */
class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_help_lists_every_command() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "up", "chat", "check", "publish", "timeline", "state", "verify", "knowledge", "tools", "topics")
                .contains("projections", "bench", "doctor", "test", "version");
    }

    @Test
    void a_misspelt_command_is_answered_with_the_likely_one() {
        assertThat(run("timelin")).isEqualTo(CommandFailure.MISUSED);
        assertThat(err.toString()).contains("timeline");
    }

    @Test
    void no_command_at_all_is_misuse() {
        assertThat(run()).isEqualTo(CommandFailure.MISUSED);
        assertThat(err.toString()).contains("casebook --help");
    }

    @Test
    void a_port_that_is_none_is_refused() {
        assertThat(run("up", "--http-port", "70000")).isEqualTo(CommandFailure.MISUSED);
        assertThat(err.toString()).contains("--http-port is 70000");
    }

    @Test
    void an_address_without_a_port_is_refused() {
        assertThat(run("timeline", "c", "--kafka", "somewhere")).isEqualTo(CommandFailure.MISUSED);
        assertThat(err.toString()).contains("HOST:PORT");
    }

    @Test
    void check_prints_each_problem_with_file_and_line(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("agent.yaml"), "id: a\nlanguages: [en]\nno_such_key: 1\n");
        assertThat(run("check", folder.toString())).isEqualTo(CommandFailure.FAILED);
        assertThat(out.toString()).contains(folder.resolve("agent.yaml") + ":3: error");
    }

    @Test
    void check_finds_the_sample_agent_complete() {
        var sample = Path.of("..", "examples", "shop", "agent").toAbsolutePath().normalize();
        assertThat(run("check", sample.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("agent shop").contains("no errors");
    }

    @Test
    void check_of_a_folder_that_is_not_there_is_misuse() {
        assertThat(run("check", "no-such-folder")).isEqualTo(CommandFailure.MISUSED);
        assertThat(err.toString()).contains("no-such-folder");
    }

    @Test
    void version_names_casebook_java_and_kafka() {
        assertThat(run("version", "--json")).isZero();
        assertThat(out.toString()).contains("\"casebook\"", "\"java\"", "\"kafka\"");
    }

    private int run(String... arguments) {
        var line = CommandLineRun.commandLine(Settings.of(List.of(arguments)));
        var outWriter = new PrintWriter(out, true);
        var errWriter = new PrintWriter(err, true);
        line.setOut(outWriter);
        line.setErr(errWriter);
        line.getSubcommands()
                .values()
                .forEach(command -> command.setOut(outWriter).setErr(errWriter));
        return line.execute(arguments);
    }
}
