package io.casebook.tools.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.casebook.vocabulary.tool.ToolFailure;
import io.casebook.vocabulary.tool.ToolSuccess;
import io.casebook.vocabulary.tool.ToolUnknown;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 5: a changing call runs at most once per call id, whoever dies, stands still or gets the request twice. */
class NoRepeatedSideEffectTest {

    /** What happens next in a story. */
    sealed interface Happening {
        /** A worker goes on. */
        record Step(int worker) implements Happening {}

        /** A worker dies. */
        record Crash(int worker) implements Happening {}

        /** Another worker gets the request, as after a rebalance. */
        record Delivery() implements Happening {}

        /** A tool that answers later brings its result. */
        record Return() implements Happening {}

        /** What is on its way to the ledger comes there. */
        record Arrival() implements Happening {}

        /** Time passes. */
        record Time(int millis) implements Happening {}
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        var worker = Arbitraries.integers().between(0, 3);
        Arbitrary<Happening> step = worker.map(Happening.Step::new);
        Arbitrary<Happening> crash = worker.map(Happening.Crash::new);
        Arbitrary<Happening> delivery = Arbitraries.just(new Happening.Delivery());
        Arbitrary<Happening> time = Arbitraries.integers().between(1, 20_000).map(Happening.Time::new);
        Arbitrary<Happening> arrival = Arbitraries.just(new Happening.Arrival());
        Arbitrary<Happening> back = Arbitraries.just(new Happening.Return());
        return Arbitraries.frequencyOf(
                        Tuple.of(12, step),
                        Tuple.of(2, crash),
                        Tuple.of(2, delivery),
                        Tuple.of(1, back),
                        Tuple.of(1, arrival),
                        Tuple.of(2, time))
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Story.Answer>> answers() {
        return Arbitraries.of(Story.Answer.values()).list().ofMaxSize(6);
    }

    private static Story told(boolean repeatable, List<Happening> happenings, List<Story.Answer> answers)
            throws InterruptedException {
        return told(new Story(repeatable, answers), happenings);
    }

    private static Story told(Story story, List<Happening> happenings) throws InterruptedException {
        story.deliver();
        for (var happening : happenings) {
            switch (happening) {
                case Happening.Step step -> story.step(step.worker());
                case Happening.Crash crash -> story.crash(crash.worker());
                case Happening.Delivery delivery -> story.deliver();
                case Happening.Return back -> story.comesBack();
                case Happening.Arrival arrival -> story.arrive();
                case Happening.Time time -> story.pass(Duration.ofMillis(time.millis()));
            }
        }
        story.end();
        return story;
    }

    @Property(tries = 2_000)
    void promise_5_a_tool_without_keys_gets_the_call_at_most_once(
            @ForAll("happenings") List<Happening> happenings, @ForAll("answers") List<Story.Answer> answers)
            throws InterruptedException {
        var story = told(false, happenings, answers);

        assertThat(story.sends).as("how often it was sent").hasSizeLessThanOrEqualTo(1);
        assertHonest(story);
    }

    @Property(tries = 2_000)
    void promise_5_a_tool_with_keys_does_it_at_most_once_and_every_further_try_is_marked_as_one(
            @ForAll("happenings") List<Happening> happenings, @ForAll("answers") List<Story.Answer> answers)
            throws InterruptedException {
        var story = told(true, happenings, answers);

        assertThat(story.effects).as("how often it was done").isLessThanOrEqualTo(1);
        assertHonest(story);
    }

    @Provide
    Arbitrary<List<Story.Check>> checks() {
        return Arbitraries.of(Story.Check.values()).list().ofMaxSize(4);
    }

    @Property(tries = 2_000)
    void promise_5_a_tool_that_is_checked_gets_the_call_at_most_once_and_only_the_truth_is_told(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll("answers") List<Story.Answer> answers,
            @ForAll("checks") List<Story.Check> checks)
            throws InterruptedException {
        var story = told(Story.checked(false, answers, checks), happenings);

        assertThat(story.sends).as("how often it was sent").hasSizeLessThanOrEqualTo(1);
        assertHonest(story);
    }

    @Property(tries = 2_000)
    void promise_5_a_checked_tool_with_keys_does_it_at_most_once_and_only_the_truth_is_told(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll("answers") List<Story.Answer> answers,
            @ForAll("checks") List<Story.Check> checks)
            throws InterruptedException {
        var story = told(Story.checked(true, answers, checks), happenings);

        assertThat(story.effects).as("how often it was done").isLessThanOrEqualTo(1);
        assertHonest(story);
    }

    /** Mostly the ledger is there. */
    @Provide
    Arbitrary<List<Story.Writing>> ledger() {
        return Arbitraries.frequency(
                        Tuple.of(5, Story.Writing.STANDS),
                        Tuple.of(1, Story.Writing.LOST),
                        Tuple.of(1, Story.Writing.UNHEARD),
                        Tuple.of(1, Story.Writing.LATE))
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 2_000)
    void promise_5_on_a_ledger_that_fails_a_checked_tool_gets_the_call_at_most_once_and_only_the_truth_is_told(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll("answers") List<Story.Answer> answers,
            @ForAll("checks") List<Story.Check> checks,
            @ForAll("ledger") List<Story.Writing> ledger)
            throws InterruptedException {
        var story = told(Story.checked(false, answers, checks).on(ledger), happenings);

        assertThat(story.sends).as("how often it was sent").hasSizeLessThanOrEqualTo(1);
        assertHonest(story);
    }

    @Property(tries = 2_000)
    void promise_5_on_a_ledger_that_fails_a_checked_tool_with_keys_does_it_at_most_once_and_only_the_truth_is_told(
            @ForAll("happenings") List<Happening> happenings,
            @ForAll("answers") List<Story.Answer> answers,
            @ForAll("checks") List<Story.Check> checks,
            @ForAll("ledger") List<Story.Writing> ledger)
            throws InterruptedException {
        var story = told(Story.checked(true, answers, checks).on(ledger), happenings);

        assertThat(story.effects).as("how often it was done").isLessThanOrEqualTo(1);
        assertHonest(story);
    }

    @Test
    void a_worker_whose_line_was_not_acknowledged_does_not_deny_what_another_one_is_about_to_do()
            throws InterruptedException {
        var story = Story.checked(false, List.of(), List.of()).on(List.of(Story.Writing.LOST));
        story.deliver();
        story.deliver();
        // The first is not heard, and looks whether anything was done; the second may send, and stands still before it
        // does.
        for (var untilItLooks = 0; untilItLooks < 4; untilItLooks++) {
            story.step(0);
        }
        for (var untilItWouldSend = 0; untilItWouldSend < 4; untilItWouldSend++) {
            story.step(1);
        }
        story.pass(Duration.ofSeconds(1));
        while (story.told.isEmpty()) {
            story.step(0);
            story.pass(Duration.ofMillis(100));
        }
        story.end();

        assertHonest(story);
    }

    @Test
    void a_lost_answer_is_found_out_by_the_tool_that_checks() throws InterruptedException {
        var story = told(Story.checked(false, List.of(Story.Answer.DONE_AND_LOST), List.of()), List.of());

        assertThat(story.sends).hasSize(1);
        assertThat(story.told.getFirst().outcome()).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void a_lost_call_is_known_not_to_be_done_once_enough_time_has_passed() throws InterruptedException {
        var story = told(Story.checked(false, List.of(Story.Answer.LOST), List.of()), List.of());

        assertThat(story.told.getFirst().outcome())
                .isInstanceOfSatisfying(
                        ToolFailure.class,
                        failure -> assertThat(failure.reasonCode()).isEqualTo("not_done"));
    }

    @Test
    void a_check_that_says_nothing_leaves_it_to_a_person() throws InterruptedException {
        var silent = List.of(Story.Check.SILENCE, Story.Check.SILENCE, Story.Check.SILENCE, Story.Check.SILENCE);
        var story = told(
                Story.checked(
                        false,
                        List.of(Story.Answer.LOST),
                        Stream.of(silent, silent, silent).flatMap(List::stream).toList()),
                List.of());

        assertThat(story.told.getFirst().outcome()).isInstanceOf(ToolUnknown.class);
    }

    /** Who says that it was done is right, who says that it was not is right, and somebody says something. */
    private static void assertHonest(Story story) {
        assertThat(story.told).as("what was told").isNotEmpty();
        for (var result : story.told) {
            switch (result.outcome()) {
                case ToolSuccess success ->
                    assertThat(story.effects).as("done, as told").isEqualTo(1);
                case ToolFailure failure ->
                    assertThat(story.effects).as("not done, as told").isZero();
                default -> assertThat(result.outcome()).isInstanceOf(ToolUnknown.class);
            }
        }
        assertThat(story.inLedger() == null
                        || story.told.contains(story.inLedger())
                        || story.inLedger().outcome() instanceof ToolUnknown
                        || story.effects == (story.inLedger().outcome() instanceof ToolSuccess ? 1 : 0))
                .as("the ledger tells the truth")
                .isTrue();
    }

    @Test
    void a_call_that_nothing_disturbs_is_sent_once_and_told_once() throws InterruptedException {
        var story = told(false, List.of(), List.of());

        assertThat(story.sends).containsExactly(false);
        assertThat(story.told)
                .singleElement()
                .satisfies(result -> assertThat(result.outcome()).isInstanceOf(ToolSuccess.class));
    }

    @Test
    void a_lost_answer_of_a_tool_with_keys_is_asked_for_again() throws InterruptedException {
        var story = told(true, List.of(), List.of(Story.Answer.DONE_AND_LOST, Story.Answer.DONE));

        assertThat(story.sends).containsExactly(false, true);
        assertThat(story.effects).isEqualTo(1);
        assertThat(story.told.getFirst().outcome()).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void a_lost_answer_of_a_tool_without_keys_is_unknown_and_a_person_is_told_what_to_look_for()
            throws InterruptedException {
        var story = told(false, List.of(), List.of(Story.Answer.DONE_AND_LOST));

        assertThat(story.sends).hasSize(1);
        assertThat(story.told.getFirst().outcome())
                .isInstanceOfSatisfying(
                        ToolUnknown.class,
                        unknown -> assertThat(unknown.detail())
                                .contains("refund_order may or may not have taken effect", "call-1"));
    }

    @Test
    void a_worker_that_dies_after_sending_leaves_a_call_that_is_repeated_with_its_key() throws InterruptedException {
        var story = new Story(true, List.of());
        story.deliver();
        while (story.sends.isEmpty()) {
            story.step(0);
        }
        story.crash(0);
        story.end();

        assertThat(story.sends).containsExactly(false, true);
        assertThat(story.effects).isEqualTo(1);
        assertThat(story.told.getFirst().outcome()).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void a_worker_that_stood_still_before_sending_does_not_deny_what_another_one_did_meanwhile()
            throws InterruptedException {
        var story = new Story(true, List.of());
        story.deliver();
        for (var untilItWouldSend = 0; untilItWouldSend < 4; untilItWouldSend++) {
            story.step(0);
        }
        story.pass(Duration.ofSeconds(25));
        story.deliver();
        while (story.told.isEmpty()) {
            story.step(1);
        }
        story.end();

        assertThat(story.sends).containsExactly(true);
        assertHonest(story);
        assertThat(story.told)
                .last()
                .satisfies(result -> assertThat(result.outcome()).isInstanceOf(ToolUnknown.class));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void a_worker_that_stood_still_after_it_got_no_connection_does_not_deny_what_another_one_did_meanwhile(int steps)
            throws InterruptedException {
        var story = new Story(true, List.of(Story.Answer.NO_CONNECTION));
        story.deliver();
        for (var step = 0; step < steps; step++) {
            story.step(0);
        }
        story.deliver();
        for (var untilItWaits = 0; untilItWaits < 12; untilItWaits++) {
            story.step(1);
        }
        story.pass(Duration.ofSeconds(13));
        while (story.told.isEmpty()) {
            story.step(1);
        }
        story.end();

        assertHonest(story);
    }

    @Property(tries = 2_000)
    void promise_5_a_tool_that_answers_later_gets_the_call_at_most_once_and_only_the_truth_is_told(
            @ForAll("happenings") List<Happening> happenings, @ForAll("answers") List<Story.Answer> answers)
            throws InterruptedException {
        var story = told(Story.later(answers), happenings);

        assertThat(story.sends).as("how often it was sent").hasSizeLessThanOrEqualTo(1);
        assertHonest(story);
    }

    @Test
    void a_result_that_comes_back_after_its_worker_died_is_told_by_the_next_one() throws InterruptedException {
        var story = begunByAWorkerThatDied();
        story.deliver();
        for (var untilItWaits = 0; untilItWaits < 8; untilItWaits++) {
            story.step(0);
        }
        story.comesBack();
        story.end();

        assertThat(story.sends).hasSize(1);
        assertThat(story.told.getFirst().outcome()).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void a_result_that_came_back_while_nobody_was_there_is_told_all_the_same() throws InterruptedException {
        var story = begunByAWorkerThatDied();
        story.comesBack();
        story.end();

        assertThat(story.sends).hasSize(1);
        assertThat(story.told.getFirst().outcome()).isInstanceOf(ToolSuccess.class);
    }

    @Test
    void a_call_of_which_nothing_ever_comes_back_is_for_a_person() throws InterruptedException {
        var story = begunByAWorkerThatDied();
        story.end();

        assertThat(story.sends).hasSize(1);
        assertThat(story.told.getFirst().outcome()).isInstanceOf(ToolUnknown.class);
    }

    private static Story begunByAWorkerThatDied() throws InterruptedException {
        var story = Story.later(List.of());
        story.deliver();
        while (story.sends.isEmpty()) {
            story.step(0);
        }
        story.crash(0);
        return story;
    }
}
