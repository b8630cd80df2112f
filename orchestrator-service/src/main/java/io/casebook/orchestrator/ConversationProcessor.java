package io.casebook.orchestrator;

import io.casebook.conversation.Commands;
import io.casebook.conversation.Decider;
import io.casebook.conversation.Definitions;
import io.casebook.conversation.Evolver;
import io.casebook.conversation.Input;
import io.casebook.conversation.States;
import io.casebook.platform.kafka.Topics;
import io.casebook.schemas.UnreadableRecordException;
import io.casebook.vocabulary.deadletter.DeadLetter;
import io.casebook.vocabulary.event.ConversationEvent;
import io.casebook.vocabulary.event.ProcedureEntered;
import io.casebook.vocabulary.state.ConversationState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Get, decide, forward, put: the shell around the heart. Everything in one transaction, nothing else.
 *
 * <p>A record that cannot be read or decided on goes to the dead letters in the same transaction, and the stream goes on.
 */
final class ConversationProcessor implements Processor<String, byte[], String, byte[]> {
    private static final Logger LOG = Logger.getLogger(ConversationProcessor.class);
    private static final String SERVICE = "orchestrator";
    /** Timers are fired in portions of this many, */
    private static final int TIMERS_AT_A_TIME = 20;
    /**
     * and no longer than this at a time, so that after an outage customers who write are answered between the timers of all who do not. The
     * partitions of a thread take turns: with eight of them a message waits 40 ms at most.
     */
    private static final Duration TIMERS_FOR = Duration.ofMillis(5);

    private final Topics topics;
    private final Inputs inputs;
    private final Outputs outputs;
    private final Definitions definitions;
    private final Pace pace;
    private final RequestSender requests;
    private final int partitions;
    private final Traces traces = new Traces();
    private ProcessorContext<String, byte[]> context;
    private StateCache states;
    private LatestPassages passages;
    private Timers timers;
    private EntryCounts entries;
    private Alarm timerAlarm;
    /** Messages have their turn until then, milliseconds since 1970. */
    private long timersRestUntil;

    private CommitPacer commits;
    private Alarm commitAlarm;
    private Departures departures;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else
    ConversationProcessor(
            Topics topics,
            Inputs inputs,
            Outputs outputs,
            Definitions definitions,
            Pace pace,
            RequestSender requests,
            int partitions) {
        this.topics = topics;
        this.inputs = inputs;
        this.outputs = outputs;
        this.definitions = definitions;
        this.pace = pace;
        this.requests = requests;
        this.partitions = partitions;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> initialised) {
        context = initialised;
        states = new StateCache(context.getStateStore(Stores.CONVERSATIONS));
        passages = new LatestPassages(context.getStateStore(Stores.PASSAGES));
        timers = new Timers(context.getStateStore(Stores.TIMERS));
        entries = new EntryCounts(
                context.getStateStore(Stores.ENTRIES), context.taskId().partition(), partitions);
        commits = new CommitPacer(pace.commitDistance(), pace.commitShare(), CommitCost.ofThisThread());
        departures = new Departures(context, topics, outputs, requests, definitions, passages, commits);
        timerAlarm = new Alarm(context, this::fireTimers);
        timerAlarm.ringAt(context.currentSystemTimeMs());
        commitAlarm = new Alarm(context, now -> commitWhenDue());
    }

    @Override
    public void process(Record<String, byte[]> read) {
        try (var _ = traces.read(read.key(), read.headers()).makeCurrent()) {
            decide(read);
        }
    }

    private void decide(Record<String, byte[]> read) {
        var topic = context.recordMetadata().orElseThrow().topic();
        Inputs.Addressed addressed;
        try {
            addressed = inputs.read(topic, read.value());
        } catch (UnreadableRecordException e) {
            setAside(read, e.reasonCode(), e.getMessage());
            return;
        }
        if (!addressed.conversationId().equals(read.key())) {
            setAside(read, "invalid", "the record's key is not its conversation id; key it by the conversation id");
            return;
        }
        try {
            var before = states.get(addressed.tenantId(), addressed.conversationId());
            var refusal = Decider.refusal(before, addressed.input());
            if (refusal != null) {
                setAside(read, "invalid", refusal);
                return;
            }
            advance(before, withPassages(before, addressed.input()));
        } catch (RuntimeException e) {
            // A defect of ours must not stop the partition for everybody else; the record is kept with its reason.
            LOG.errorf(e, "conversation=%s topic=%s could not be decided", addressed.conversationId(), topic);
            setAside(read, "failed", "the decision failed with " + e.getClass().getSimpleName());
        }
    }

    private void commitWhenDue() {
        if (commits.due()) {
            context.commit();
        } else if (commits.wanted()) {
            commitAlarm.ringAt(context.currentSystemTimeMs() + commits.waitMillis());
        }
    }

    private void fireTimers(long nowMillis) {
        timersRestUntil = nowMillis + pace.timers().toMillis();
        var began = System.nanoTime();
        var portion = timers.due(nowMillis, TIMERS_AT_A_TIME);
        while (!portion.isEmpty()) {
            portion.forEach(due -> fireOrDrop(due, nowMillis));
            portion = System.nanoTime() - began > TIMERS_FOR.toNanos()
                    ? List.of()
                    : timers.due(nowMillis, TIMERS_AT_A_TIME);
        }
        waitForTimers();
    }

    private void waitForTimers() {
        timerAlarm.ringAt(Math.max(timers.nextMillis(), timersRestUntil));
    }

    private void fireOrDrop(Timers.Due due, long nowMillis) {
        try {
            fire(due, nowMillis);
        } catch (RuntimeException e) {
            // One conversation's defect must not hold up every other one's time.
            LOG.errorf(e, "conversation=%s could not act on its deadline; the timer is dropped", due.conversationId());
            timers.drop(due);
        }
    }

    private void fire(Timers.Due due, long nowMillis) {
        var state = states.find(due.conversationId());
        var next = state == null ? null : States.nextDeadline(state);
        if (state == null || next == null || next.isAfter(Instant.ofEpochMilli(nowMillis))) {
            LOG.errorf("conversation=%s has a timer that its state does not know; dropped", due.conversationId());
            timers.drop(due);
            return;
        }
        try (var _ = traces.latest(due.conversationId()).makeCurrent()) {
            advance(state, new Input.TimePassed());
        }
    }

    private void advance(ConversationState before, Input input) {
        var now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var events = Decider.decide(before, input, definitions, entries, now);
        if (events.isEmpty()) {
            return;
        }
        if (input instanceof Input.SearchAnswered answered) {
            passages.keep(before.conversationId(), answered.content());
        }
        var state = before;
        for (var event : events) {
            var after = Evolver.evolve(state, event);
            departures.send(topics.log(), event.conversationId(), event);
            if (event.payload() instanceof ProcedureEntered entered) {
                count(state, event, entered);
            }
            for (var command : Commands.commands(event)) {
                departures.carryOut(command, state, after);
            }
            state = after;
        }
        states.put(state);
        timers.move(state.conversationId(), States.nextDeadline(before), States.nextDeadline(state));
        waitForTimers();
        commitWhenDue();
    }

    private void count(ConversationState state, ConversationEvent event, ProcedureEntered entered) {
        var definition = definitions.version(entered.definition());
        var procedure = definition == null ? null : definition.procedure(entered.procedureId());
        if (procedure != null && procedure.limit() != null) {
            entries.entered(state.agentId(), procedure.id(), LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC));
        }
    }

    /** An answer of a model is held against the passages that it was given; the log and the state only name them. */
    private Input withPassages(ConversationState before, Input input) {
        if (!(input instanceof Input.ModelAnswered answered)) {
            return input;
        }
        var found = passages.of(before.conversationId(), Decider.passagesRead(before, answered));
        return found.isEmpty() ? input : new Input.ModelAnswered(answered.content(), found);
    }

    private void setAside(Record<String, byte[]> read, String reasonCode, @Nullable String detail) {
        var from = context.recordMetadata().orElseThrow();
        LOG.warnf(
                "dead letter: service=%s topic=%s partition=%d offset=%d reason=%s detail=%s",
                SERVICE, from.topic(), from.partition(), from.offset(), reasonCode, detail);
        var key = read.key() == null ? "" : read.key();
        var letter = new DeadLetter(
                from.topic(),
                from.partition(),
                from.offset(),
                SERVICE,
                reasonCode,
                detail == null ? reasonCode : detail,
                Instant.ofEpochMilli(context.currentSystemTimeMs()),
                ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
                read.value() == null ? null : ByteBuffer.wrap(read.value()));
        departures.send(topics.deadLetters(), key, letter);
    }
}
