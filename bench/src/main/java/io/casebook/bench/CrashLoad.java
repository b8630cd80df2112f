package io.casebook.bench;

import io.casebook.conversation.Violation;
import io.casebook.vocabulary.event.CustomerMessageReceived;
import io.casebook.vocabulary.event.ReplySent;
import io.casebook.vocabulary.event.TurnEnded;
import io.casebook.vocabulary.event.TurnStarted;
import io.casebook.vocabulary.event.TurnSuperseded;
import io.casebook.vocabulary.outbound.OutboundRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Conversations that go on while something is killed, and what the promises forbid, counted afterwards: accepted messages that are not in
 * the log, second replies, repeated actions, turns that never end.
 */
final class CrashLoad implements AutoCloseable {
    private static final Duration TURNS_END_WITHIN = Duration.ofSeconds(60);
    private static final int OPENING_ATTEMPTS = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    /** What a conversation heard since its last message: a reply, or that people have it. */
    private final Map<String, BlockingQueue<Boolean>> heard = new ConcurrentHashMap<>();

    private final AtomicBoolean loading = new AtomicBoolean(true);
    private final Channel channel;
    private final String kafka;
    private final int conversations;
    private final Replies replies;

    /**
     * Opens the conversations and lets their customers begin to write.
     *
     * @param url where the HTTP API is
     * @param kafka where the log is
     * @param conversations how many there are
     */
    CrashLoad(String url, String kafka, int conversations) throws InterruptedException {
        this.kafka = kafka;
        this.conversations = conversations;
        channel = new Channel(url);
        replies = new Replies(kafka, sent -> tell(sent, true), sent -> tell(sent, false));
        for (var i = 0; i < conversations; i++) {
            heard.put("crash-" + i, new LinkedBlockingQueue<>());
            open("crash-" + i);
            var number = i;
            Thread.ofVirtual().start(() -> talk(number));
        }
    }

    private void open(String conversationId) throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                channel.open(conversationId);
                return;
            } catch (IOException e) {
                // Opening twice is opening once, so it is safe to ask again.
                if (attempt == OPENING_ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
                TimeUnit.MILLISECONDS.sleep(300);
            }
        }
    }

    /** Messages that the product has accepted so far. */
    int accepted() {
        return accepted.size();
    }

    /** No customer writes any more; the turns that have begun go on. */
    @Override
    public void close() {
        loading.set(false);
        replies.close();
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
    private void talk(int conversation) {
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
            List<Violation> violations) {}

    private Counts awaitTheEndOfTurns() throws InterruptedException {
        var limit = Instant.now().plus(TURNS_END_WITHIN);
        while (true) {
            var counts = count();
            if (counts.open().isEmpty() || Instant.now().isAfter(limit)) {
                return counts;
            }
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private Counts count() {
        var recorded = new HashMap<String, Integer>();
        var replies = new HashMap<String, Integer>();
        var open = new HashSet<String>();
        var verifier = LogScan.verified(kafka, (event, size) -> {
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

    /**
     * Waits for the end of all turns and prints what was counted.
     *
     * @param settings what was killed, and how often
     */
    void report(Figures figures, Endpoints endpoints, Map<String, Object> settings) throws InterruptedException {
        var counts = awaitTheEndOfTurns();
        var all = new HashMap<>(settings);
        all.put("conversations", conversations);
        all.put("accepted_messages", accepted.size());
        all.put("actions", endpoints.notes().size());
        all.put(
                "replied_turns",
                counts.replies().values().stream().filter(times -> times > 0).count());
        print(figures, endpoints, counts, all);
    }

    private void print(Figures figures, Endpoints endpoints, Counts counts, Map<String, Object> settings) {
        counts.violations().stream().limit(10).forEach(violation -> Figures.say(violation.toString()));
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
