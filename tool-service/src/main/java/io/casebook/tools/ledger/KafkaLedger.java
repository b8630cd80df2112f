package io.casebook.tools.ledger;

import io.casebook.conversation.definition.Tool;
import io.casebook.platform.kafka.DeadLetters;
import io.casebook.platform.kafka.Isolation;
import io.casebook.platform.kafka.KafkaClients;
import io.casebook.platform.kafka.RecordPublisher;
import io.casebook.platform.kafka.Topic;
import io.casebook.platform.kafka.TopicFollower;
import io.casebook.vocabulary.tool.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The ledger on its topic: every partition is followed from the beginning, because a call may come to any worker. */
public final class KafkaLedger implements Ledger, AutoCloseable {
    private final Topic<LedgerEntry> topic;
    private final RecordPublisher publisher;
    private final Duration timeout;
    private final LedgerView view;
    private final TopicFollower<LedgerEntry> follower;

    /**
     * Begins to follow the ledger.
     *
     * @param timeout how long a line may take to be written and read back
     * @param lines how many calls are remembered
     * @param bytes roughly how much memory that may take
     * @param heard gets each entry as it is read, whoever wrote it
     */
    public KafkaLedger(
            Topic<LedgerEntry> topic,
            KafkaClients clients,
            RecordPublisher publisher,
            DeadLetters deadLetters,
            Duration timeout,
            int lines,
            long bytes,
            Consumer<LedgerEntry> heard) {
        this.topic = topic;
        this.publisher = publisher;
        this.timeout = timeout;
        this.view = new LedgerView(lines, bytes);
        this.follower = TopicFollower.of(topic, clients, deadLetters)
                .from(TopicFollower.Start.BEGINNING)
                // Nobody writes the ledger in transactions, so there is nothing to wait for.
                .isolation(Isolation.READ_UNCOMMITTED)
                .named("tool-ledger")
                .start(record -> {
                    view.take(record.value(), new Line.Place(record.partition(), record.offset()));
                    heard.accept(record.value());
                });
    }

    /** Completes when all is known that stood in the ledger at the start. */
    public CompletionStage<@Nullable Void> caughtUp() {
        return follower.caughtUp();
    }

    /** How many calls are remembered. */
    public int size() {
        return view.size();
    }

    @Override
    public @Nullable Line find(String callId) {
        return view.find(callId);
    }

    @Override
    public boolean forgot(Instant requestedAt) {
        return view.forgot(requestedAt);
    }

    @Override
    public boolean claim(LedgerEntry started) throws InterruptedException {
        var begun = System.nanoTime();
        var place = append(started);
        if (isKnownUpTo(place)) {
            var first = view.find(started.callId());
            return first == null || first.place().equals(place);
        }
        return readBack(started, begun, line -> true).place().equals(place);
    }

    /**
     * True where everything was read that stands before that place in its partition: who was first is certain then, without a look
     * at the line itself. Where nothing stands before it, or nobody told where it stands, it is read back all the same.
     */
    private boolean isKnownUpTo(Line.Place place) {
        return place.offset() > 0 && follower.position(place.partition()) >= place.offset();
    }

    @Override
    public void finish(LedgerEntry finished) throws InterruptedException {
        var _ = append(finished);
    }

    @Override
    public Line write(LedgerEntry entry) throws InterruptedException {
        var begun = System.nanoTime();
        var place = append(entry);
        return readBack(entry, begun, line -> line.latest().reaches(place));
    }

    private Line readBack(LedgerEntry entry, long begun, Predicate<Line> wanted) throws InterruptedException {
        var left = timeout.minusNanos(System.nanoTime() - begun);
        var line = view.await(entry.callId(), wanted, left.isNegative() ? Duration.ZERO : left);
        if (line == null || !wanted.test(line)) {
            throw new LedgerUnavailableException("a line was written and not read back within " + timeout);
        }
        return line;
    }

    @Override
    public void catchUp() throws InterruptedException {
        var all = follower.awaitEnd(timeout);
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped while reading the ledger");
        }
        if (!all) {
            throw new LedgerUnavailableException("its end was not reached within " + timeout);
        }
    }

    @Override
    public @Nullable String excess(Tool tool, LedgerEntry started) {
        return view.excess(tool, started);
    }

    @Override
    public @Nullable String excessInOrder(Tool tool, LedgerEntry started) {
        return view.excessInOrder(tool, started);
    }

    @Override
    public void awaitEnd(String callId, Duration within) throws InterruptedException {
        var _ = view.await(callId, line -> line.outcome() != null, within);
    }

    @Override
    public void close() {
        follower.close();
    }

    private Line.Place append(LedgerEntry entry) throws InterruptedException {
        try {
            var written = publisher
                    .send(topic, entry.callId(), entry)
                    .toCompletableFuture()
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new Line.Place(written.partition(), written.offset());
        } catch (TimeoutException e) {
            throw new LedgerUnavailableException("a line was not written within " + timeout, e);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new LedgerUnavailableException(
                    "a line was not written: " + cause.getClass().getSimpleName(), cause);
        }
    }
}
