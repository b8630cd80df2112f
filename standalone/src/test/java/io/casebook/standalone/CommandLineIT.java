package io.casebook.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casebook.standalone.running.Program;
import io.casebook.standalone.running.RunningCasebook;
import io.casebook.standalone.running.SharedCasebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask a running Casebook. */
@ExtendWith(SharedCasebook.class)
class CommandLineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void timeline_state_and_verify_read_the_log_itself(RunningCasebook casebook) {
        casebook.open("cli-1");
        casebook.say("cli-1", "m-1", "Where is my order 1001?");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(casebook.log("cli-1")).hasSizeGreaterThan(3));

        var timeline = casebook.command("timeline", "cli-1");
        assertThat(timeline.exitCode()).isZero();
        assertThat(timeline.out()).contains("ConversationStarted").contains("CustomerMessageReceived");

        var state = casebook.command("state", "cli-1", "--at", "1", "--json");
        assertThat(state.exitCode()).isZero();
        assertThat(state.out()).contains("\"sequence\":1").contains("\"conversation_id\":\"cli-1\"");

        var verify = casebook.command("verify", "cli-1");
        assertThat(verify.out()).contains("every promise is kept");
        assertThat(verify.exitCode()).isZero();

        var alone = casebook.command("verify", "cli-1", "--url", "http://localhost:1");
        assertThat(alone.out())
                .contains("no stored state compared (does Casebook run at http://localhost:1?")
                .contains("every promise is kept");
        assertThat(alone.exitCode()).isZero();
    }

    @Test
    void a_note_is_written_listed_ended_and_taken_away(RunningCasebook casebook) {
        var added = casebook.command(
                "knowledge", "note", "add", "Parcels are two days late.", "--for", "3d", "--id", "late");
        assertThat(added.out()).contains("holds").contains("late").contains("Parcels are two days late");
        assertThat(added.exitCode()).isZero();
        assertThat(casebook.command("knowledge", "note", "list").out()).contains("late");
        assertThat(casebook.command("knowledge", "note", "end", "late").out()).contains("over");
        assertThat(casebook.command("knowledge", "note", "delete", "late").out())
                .contains("deleted late");

        var endless = casebook.command("knowledge", "note", "add", "Parcels are late.");
        assertThat(endless.err()).contains("say how long the note holds: --for 4h");
        assertThat(endless.exitCode()).isEqualTo(2);
        var odd = casebook.command("knowledge", "note", "add", "Parcels are late.", "--for", "soon");
        assertThat(odd.err()).contains("--for is 'soon'");
        assertThat(odd.exitCode()).isEqualTo(2);
        var unknown = casebook.command("knowledge", "note", "end", "nobody-wrote-this");
        assertThat(unknown.exitCode()).isEqualTo(1);
    }

    @Test
    void a_conversation_that_nobody_had_is_said_to_be_unknown(RunningCasebook casebook) {
        var ended = casebook.command("timeline", "nobody-had-this");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("nobody-had-this").hasLineCount(1);
    }

    @Test
    void chat_reads_lines_from_a_pipe_and_shows_the_answers(RunningCasebook casebook) {
        var ended = Program.run(
                List.of("chat", "--answer-within", "90"),
                Map.of("CASEBOOK_URL", casebook.url()),
                "How long do I have to return a jacket?\n");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("you> How long").contains("agent> ").doesNotContain("no Casebook answers");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void the_knowledge_of_the_sample_agent_is_searched(RunningCasebook casebook) {
        var ended = casebook.command("knowledge", "search", "return policy", "-k", "3");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("3 passages");
    }

    @Test
    void a_folder_of_articles_is_published_and_found(RunningCasebook casebook, @TempDir Path folder)
            throws IOException {
        Files.writeString(
                folder.resolve("faq.csv"),
                "question,answer\nDo you rent telescopes?,Telescopes cost 30 euros a night.\n");
        Files.writeString(folder.resolve("broken.pdf"), "no pdf");

        var ended = casebook.command("knowledge", "publish", folder.toString(), "--agent", "observatory", "--json");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("\"added\":1").contains("\"skipped\":1");
        assertThat(ended.err()).contains("broken.pdf: is damaged or no PDF").hasLineCount(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(casebook.command("knowledge", "search", "renting telescopes")
                                .out())
                        .contains("Telescopes cost 30 euros"));
    }

    @Test
    void a_folder_of_nobody_is_not_published(@TempDir Path folder) {
        var ended = Program.run("knowledge", "publish", folder.toString());
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("has no agent.yaml")
                .contains("--agent ID")
                .hasLineCount(1);
    }

    @Test
    void publishing_the_same_folder_again_changes_nothing(RunningCasebook casebook) {
        var sample = Program.home().resolve("examples/shop/agent").toString();
        var ended = casebook.command("publish", sample, "--json");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("\"published\":false")
                .contains("\"released\":false")
                .contains("\"added\":0,\"changed\":0");
    }

    @Test
    void the_tables_are_listed_and_asked_in_sql(RunningCasebook casebook) {
        casebook.open("cli-sql");
        var list = casebook.command("projections", "list");
        assertThat(list.exitCode()).isZero();
        await().atMost(PATIENCE).untilAsserted(() -> {
            var query = casebook.command(
                    "projections",
                    "query",
                    "SELECT count(*) AS n FROM events WHERE conversation_id = 'cli-sql'",
                    "--json");
            assertThat(query.exitCode()).isZero();
            assertThat(query.out()).doesNotContain("\"n\":0");
        });
    }

    @Test
    void without_a_casebook_the_way_to_start_one_is_told() {
        var ended = Program.run("chat", "--url", "http://localhost:9");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("./casebook up").hasLineCount(1);
        var log = Program.run("timeline", "any", "--kafka", "localhost:9");
        assertThat(log.exitCode()).isEqualTo(1);
        assertThat(log.err()).contains("./casebook up").hasLineCount(1);
    }
}
