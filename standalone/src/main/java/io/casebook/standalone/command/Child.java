package io.casebook.standalone.command;

import io.casebook.standalone.program.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Another program that takes over the terminal until it ends. */
final class Child {
    private Child() {}

    /** Runs it; its exit code. It ends with us. */
    static int run(Path folder, List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var child = builder.start();
        var end = new Thread(child::destroy, "end-child");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return child.waitFor();
        } catch (InterruptedException e) {
            child.destroy();
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }
}
