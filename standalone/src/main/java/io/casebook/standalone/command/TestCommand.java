package io.casebook.standalone.command;

import io.casebook.standalone.program.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Described here, done by the script: the build must not run inside a program whose jars it replaces.
 */
@Command(name = "test", description = "Build Casebook with all its tests: ./mvnw verify.")
final class TestCommand implements Callable<Integer> {

    @Option(
            names = "--kafka",
            paramLabel = "WHICH",
            defaultValue = "embedded",
            description =
                    "Which Kafka the end-to-end tests run on. Only `embedded`, the broker in the process, is in this release.")
    String kafka = "embedded";

    @Parameters(paramLabel = "MAVEN", arity = "0..*", description = "Further arguments for Maven.")
    List<String> maven = new ArrayList<>();

    @Override
    public Integer call() {
        throw CommandFailure.misused(
                "run the tests by the casebook script in a checkout of the sources: ./casebook test");
    }
}
