package io.casebook.bench;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills the whole product, broker included, at random moments under load, and starts it again on its data. */
final class Crash {
    private static final int CONVERSATIONS = 50;

    private Crash() {}

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        var kills = quick ? 5 : 20;
        try (var endpoints = new Endpoints("note_order")) {
            var start = Product.withAgent(home, endpoints);
            var random = new Random(7);
            var product = Product.start(home, start);
            var load = new CrashLoad(product.url(), product.kafka(), CONVERSATIONS);
            for (var kill = 1; kill <= kills; kill++) {
                TimeUnit.MILLISECONDS.sleep(1500 + random.nextInt(2500));
                product.kill();
                product = Product.start(home, start);
                Figures.say("killed %d of %d times; ready again after %d ms; %d messages accepted"
                        .formatted(kill, kills, product.startTime().toMillis(), load.accepted()));
            }
            TimeUnit.SECONDS.sleep(3);
            load.close();
            load.report(
                    figures,
                    endpoints,
                    Map.of("kills", kills, "killed", "the whole process: broker, orchestrator and workers"));
            product.close();
        }
    }
}
