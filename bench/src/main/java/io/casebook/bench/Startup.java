package io.casebook.bench;

import java.util.List;
import java.util.Map;

/** From the command to the ready line, with the sample agent: a first start, then one on its data. */
final class Startup {
    private static final double MILLIS_PER_SECOND = 1000.0;

    private Startup() {}

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        var start = Product.Start.fresh(List.of(), Map.of());
        try (var first = Product.start(home, start)) {
            figures.print("first_ready_s", seconds(first), "s", Map.of("data", "empty", "agent", "sample"));
        }
        var settings = Map.of("data", "of the first run", "agent", "sample");
        for (var i = 0; i < (quick ? 1 : 3); i++) {
            try (var again = Product.start(home, start)) {
                figures.print("ready_s", seconds(again), "s", settings);
                figures.print("rss_mb", (double) again.residentMebibytes(), "MiB", settings);
            }
        }
    }

    private static double seconds(Product product) {
        return product.startTime().toMillis() / MILLIS_PER_SECOND;
    }
}
