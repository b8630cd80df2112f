package io.casebook.bench;

import io.casebook.conversation.Violation;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.event.TurnSuperseded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kills the whole product, broker included, at random moments under load, starts it again on its data, and counts what the
 * promises forbid: accepted messages that are not in the log, second replies, repeated actions, turns that never end.
 */
final class Crash {
    private static final int CONVERSATIONS = 50;
    private static final Duration TURNS_END_WITHIN = Duration.ofSeconds(60);

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean loading = new AtomicBoolean(true);

    private Crash() {}

    static void run(Product.Home home, Figures figures, boolean quick) throws Exception {
        new Crash().kill(home, figures, quick ? 5 : 20);
    }

    private void kill(Product.Home home, Figures figures, int kills) throws Exception {
        try (var endpoints = new Endpoints("note_order")) {
            var start = Product.withAgent(home, endpoints);
            var random = new Random(7);
            var product = Product.start(home, start);
            var channel = new Channel(product.url());
            for (var i = 0; i < CONVERSATIONS; i++) {
                channel.open("crash-" + i);
                var number = i;
                Thread.ofVirtual().start(() -> talk(channel, number));
            }
            for (var kill = 1; kill <= kills; kill++) {
                TimeUnit.MILLISECONDS.sleep(1500 + random.nextInt(2500));
                product.kill();
                product = Product.start(home, start);
                Figures.say("killed %d of %d times; ready again after %d ms; %d messages accepted"
                        .formatted(kill, kills, product.startTime().toMillis(), accepted.size()));
            }
            TimeUnit.SECONDS.sleep(3);
            loading.set(false);
            var counts = awaitTheEndOfTurns(product);
            report(figures, counts, endpoints, kills);
            product.close();
        }
    }

    private void talk(Channel channel, int conversation) {
        for (var message = 1; loading.get(); message++) {
            var id = "c" + conversation + "-m" + message;
            if (channel.say("crash-" + conversation, id, "Please note this " + message)
                    .join()) {
                accepted.add(id);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(300);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * What the log holds.
     *
     * @param recorded messages, each with how often it was recorded
     * @param replies turns, each with how many replies it got
     * @param open turns that began and did not end
     * @param violations broken promises
     */
    private record Counts(
            Map<String, Integer> recorded,
            Map<String, Integer> replies,
            Set<String> open,
            java.util.List<Violation> violations) {}

    private static Counts awaitTheEndOfTurns(Product product) throws InterruptedException {
        var limit = Instant.now().plus(TURNS_END_WITHIN);
        while (true) {
            var counts = count(product);
            if (counts.open().isEmpty() || Instant.now().isAfter(limit)) {
                return counts;
            }
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private static Counts count(Product product) {
        var recorded = new HashMap<String, Integer>();
        var replies = new HashMap<String, Integer>();
        var open = new HashSet<String>();
        var verifier = LogScan.verified(product.kafka(), (event, size) -> {
            var turn = event.conversationId() + "/" + event.turn();
            switch (event.payload()) {
                case CustomerMessageReceived message -> recorded.merge(message.messageId(), 1, Integer::sum);
                case ReplySent sent -> replies.merge(turn, sent.isHolding() ? 0 : 1, Integer::sum);
                case TurnStarted ignored -> open.add(turn);
                case TurnEnded ignored -> open.remove(turn);
                case TurnSuperseded ignored -> open.remove(turn);
                default -> {}
            }
        });
        return new Counts(recorded, replies, open, verifier.finish(Instant.now()));
    }

    private void report(Figures figures, Counts counts, Endpoints endpoints, int kills) {
        var settings = Map.of(
                "kills",
                kills,
                "killed",
                "the whole process: broker, orchestrator and workers",
                "conversations",
                CONVERSATIONS,
                "accepted_messages",
                accepted.size(),
                "turns",
                counts.replies().size(),
                "actions",
                endpoints.notes().size());
        counts.violations().stream().limit(10).forEach(violation -> Figures.say(violation.toString()));
        figures.print("kills", kills, "kills", settings);
        figures.print(
                "lost_messages",
                (double) accepted.stream()
                        .filter(id -> !counts.recorded().containsKey(id))
                        .count(),
                "messages",
                settings);
        figures.print(
                "duplicate_messages",
                (double) counts.recorded().values().stream()
                        .filter(times -> times > 1)
                        .count(),
                "messages",
                settings);
        figures.print(
                "duplicate_replies",
                (double) counts.replies().values().stream()
                        .filter(times -> times > 1)
                        .count(),
                "turns",
                settings);
        figures.print(
                "repeated_writes",
                (double) endpoints.notes().values().stream()
                        .filter(times -> times.get() > 1)
                        .count(),
                "calls",
                settings);
        figures.print("unended_turns", counts.open().size(), "turns", settings);
        figures.print("verify_violations", counts.violations().size(), "violations", settings);
    }
}
