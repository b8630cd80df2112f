package io.casebook.standalone.command;

import io.casebook.standalone.program.CommandFailure;
import io.casebook.standalone.program.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures this build on this machine. */
@Command(name = "bench", description = "Measure this build on this machine; prints one JSON object a figure and line.")
final class BenchCommand implements Callable<Integer> {
    private static final String MAIN = "io.casebook.bench.Bench";

    @Parameters(paramLabel = "NAME", description = "Which benchmark, such as turn-overhead, knowledge or startup.")
    String name = "";

    @Option(names = "--quick", description = "A short run, for a first impression.")
    boolean quick;

    @Parameters(
            paramLabel = "OPTION",
            arity = "0..*",
            index = "1..*",
            description = "Further options of the benchmark, after --.")
    List<String> options = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        var classes = Home.path().resolve("bench/target/classes");
        if (!Files.isDirectory(classes)) {
            throw CommandFailure.failed(
                    "the benchmarks are not built; build them with: ./mvnw -Dquick -DskipTests package");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--add-modules=jdk.incubator.vector");
        command.add("-cp");
        command.add(classes + File.pathSeparator + Home.path().resolve("bench/target/lib") + File.separator + "*");
        command.add(MAIN);
        command.add(name);
        if (quick) {
            command.add("--quick");
        }
        command.addAll(options);
        return Child.run(Path.of("").toAbsolutePath(), command);
    }
}
