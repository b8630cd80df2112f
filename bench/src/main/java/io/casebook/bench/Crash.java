package io.casebook.bench;

import io.casebook.conversation.Violation;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.event.TurnSuperseded;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kills the whole product, broker included, at random moments under load, starts it again on its data, and counts what the
 * promises forbid: accepted messages that are not in the log, second replies, repeated actions, turns that never end.
 */
final class Crash {
    private static final int CONVERSATIONS = 50;
    private static final Duration TURNS_END_WITHIN = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    /** What a conversation heard since its last message: a reply, or that people have it. */
    private final Map<String, BlockingQueue<Boolean>> heard = new ConcurrentHashMap<>();

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
            var replies = new Replies(product.kafka(), this::replied, this::handedOff);
            for (var i = 0; i < CONVERSATIONS; i++) {
                heard.put("crash-" + i, new LinkedBlockingQueue<>());
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
            replies.close();
            var counts = awaitTheEndOfTurns(product);
            report(figures, counts, endpoints, kills);
            product.close();
        }
    }

    private void replied(OutboundRecord sent) {
        tell(sent, true);
    }

    private void handedOff(OutboundRecord sent) {
        tell(sent, false);
    }

    private void tell(OutboundRecord sent, boolean replied) {
        var queue = heard.get(sent.conversationId());
        if (queue != null) {
            queue.add(replied);
        }
    }

    /**
     * Says the next thing when the last one is answered, or when that takes too long: then the message overtakes a turn. What was handed
     * off, because nobody could tell whether an action took effect, is given to the agent again, so that the load stays.
     */
    private void talk(Channel channel, int conversation) {
        var conversationId = "crash-" + conversation;
        var answers = heard.getOrDefault(conversationId, new LinkedBlockingQueue<>());
        try {
            for (var message = 1; loading.get(); message++) {
                var id = "c" + conversation + "-m" + message;
                answers.clear();
                if (channel.say(conversationId, id, "Please note this " + message)
                        .join()) {
                    accepted.add(id);
                    var replied = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                    if (Boolean.FALSE.equals(replied)) {
                        channel.assignToAgent(conversationId);
                    }
                } else {
                    TimeUnit.MILLISECONDS.sleep(300);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
                "replied_turns",
                counts.replies().values().stream().filter(times -> times > 0).count(),
                "killed",
                "the whole process: broker, orchestrator and workers",
                "conversations",
                CONVERSATIONS,
                "accepted_messages",
                accepted.size(),
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
