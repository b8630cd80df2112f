package io.casebook.bench;

import io.casebook.bench.knowledge.Knowledge;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Entry of {@code casebook bench NAME [--quick]}. Figures go to standard output, everything else to standard error. */
public final class Bench {
    private Bench() {}

    private interface Benchmark {
        void run(Product.Home home, Figures figures, boolean quick) throws Exception;
    }

    private static final Map<String, Benchmark> BENCHMARKS = new TreeMap<>(Map.of(
            "turn-overhead", TurnOverhead::run,
            "crash", Crash::run,
            "open-conversations", OpenConversations::run,
            "crash-services", CrashServices::run,
            "knowledge", Bench::knowledge,
            "startup", Startup::run,
            "gateway", Gateway::run,
            "tools", Tools::run));

    private static void knowledge(Product.Home home, Figures figures, boolean quick) throws Exception {
        var knowledge = new Knowledge(home.folder(), figures, quick);
        knowledge.quality();
        // For its broker; the topics are others than the product's.
        try (var product = Product.start(home, Product.Start.fresh(List.of(), Map.of()))) {
            knowledge.speed(product.kafka());
        }
    }

    /**
     * Runs one benchmark.
     *
     * @param arguments the benchmark's name, then {@code --quick} for a short run
     */
    public static void main(String[] arguments) throws Exception {
        var words = List.copyOf(Arrays.asList(arguments));
        var name = words.isEmpty() ? "" : words.getFirst();
        var benchmark = BENCHMARKS.get(name);
        if (benchmark == null) {
            System.err.println(
                    "no benchmark is called '" + name + "'; there are: " + String.join(", ", BENCHMARKS.keySet()));
            System.exit(2);
            return;
        }
        var home = System.getenv("CASEBOOK_HOME");
        if (home == null) {
            System.err.println("CASEBOOK_HOME is not set; run the benchmarks by ./casebook bench " + name);
            System.exit(2);
            return;
        }
        benchmark.run(new Product.Home(Path.of(home)), new Figures(name), words.contains("--quick"));
        System.exit(0);
    }
}
