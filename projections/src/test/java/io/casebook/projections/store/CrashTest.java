package io.casebook.projections.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {

    @Test
    void a_process_that_is_killed_again_and_again_leaves_the_tables_of_one_that_never_was(@TempDir Path folder)
            throws Exception {
        var file = folder.resolve("killed.duckdb");
        for (var batches : List.of(3, 9)) {
            killAfter(batches, file);
        }
        var whole = folder.resolve("whole.duckdb");
        try (var killed = ProjectionStore.open(file);
                var other = ProjectionStore.open(whole)) {
            assertThat(killed.positions()).isNotEmpty();

            DoomedProcess.writeRest(killed, () -> {});
            DoomedProcess.writeRest(other, () -> {});

            assertThat(Tables.all(killed)).isEqualTo(Tables.all(other));
        }
    }

    private static void killAfter(int batches, Path file) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DoomedProcess.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var read = 0; read < batches && lines.readLine() != null; read++) {
                assertThat(process.isAlive()).isTrue();
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, not ended").isEqualTo(128 + 9);
    }
}
