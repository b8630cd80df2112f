package io.casebook.bench;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills single services at random moments under load while the others go on, as in an installation where each runs in a process of its
 * own, and now and then the broker under all of them.
 */
final class CrashServices {
    private static final int CONVERSATIONS = 200;

    private CrashServices() {}

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        var kills = quick ? 10 : 100;
        var restarts = quick ? 1 : 5;
        var random = new Random(11);
        try (var endpoints = new Endpoints("note_order");
                var services = Services.start(home, endpoints)) {
            var load = new CrashLoad(services.url(), services.kafka(), CONVERSATIONS);
            for (var kill = 1; kill <= kills; kill++) {
                TimeUnit.MILLISECONDS.sleep(2000 + random.nextInt(4000));
                var victims = services.victims();
                var victim = victims.get(random.nextInt(victims.size()));
                services.restart(victim);
                Figures.say("killed %d of %d times: %s; %d messages accepted"
                        .formatted(kill, kills, victim, load.accepted()));
                if (kill % (kills / restarts) == 0) {
                    services.restart(Services.BROKER);
                    Figures.say("the broker was killed and started again");
                }
            }
            services.awaitReady();
            TimeUnit.SECONDS.sleep(3);
            load.close();
            load.report(
                    figures,
                    endpoints,
                    Map.of("kills", kills, "killed", List.copyOf(services.victims()), "broker_kills", restarts));
        }
    }
}
